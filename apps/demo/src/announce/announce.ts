import { detailOf, type Generation } from './detail.js'
import type { Shape } from './shape.js'

/** An announcement as it was dispatched. */
export type Announcement = { shape: Shape; detail: Record<string, unknown> }

/**
 * Makes the announcer of a page: one `realMusicGenerated` on `document` for each generation.
 * @param nextShape which form the next one takes
 */
export function createAnnounce(document: Pick<Document, 'dispatchEvent'>, nextShape: () => Shape) {
  return (generation: Generation): Announcement => {
    const shape = nextShape()
    const detail = detailOf(generation, shape)
    document.dispatchEvent(new CustomEvent('realMusicGenerated', { detail }))
    return { shape, detail }
  }
}
