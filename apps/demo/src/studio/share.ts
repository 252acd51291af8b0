import type { Studio, Track } from './studio.js'

/** Copies the address that opens the same track anywhere; where copying is refused it is left in the address bar. */
export async function share(studio: Studio, track: Track): Promise<void> {
  const isCopied = await studio.copy(studio.linkTo(track.recipe))
  studio.notice.value = { about: isCopied ? 'shared' : 'linkInAddress', recipe: track.recipe }
  studio.report('share', track.id)
}
