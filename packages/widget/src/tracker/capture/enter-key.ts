import { describeElement, findElement } from '../describe-element.js'
import { interaction } from '../interaction.js'
import { listen } from '../listen.js'
import type { Track } from '../tracker.js'

/** Tracks the Enter key, and where it was pressed. Never what is typed. */
export function captureEnterKey(track: Track) {
  listen(document, 'keydown', (event: KeyboardEvent) => {
    // Held down it repeats; in Japanese or Chinese input it picks a word.
    if (event.key !== 'Enter' || event.repeat || event.isComposing) return
    const element = findElement(event)
    if (element) track(() => interaction('keydown', describeElement(element), 'Enter'))
  })
}
