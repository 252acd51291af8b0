import type { TrackAction } from '../globals.js'
import type { Track } from '../tracker/tracker.js'
import { followMedia } from './follow-media.js'

type Trackers = { track: Track; action: TrackAction }

/** Watches what a page asks for by name: `media` and `web_vitals`. */
export async function captureMore(names: string, { track, action }: Trackers): Promise<void> {
  if (names.includes('media')) document.addEventListener('play', ({ target }) => followMedia(target, action), true)
  if (!names.includes('web_vitals')) return
  // The library is as large as the tracker.
  const { captureWebVitals } = await import('./web-vitals.js')
  captureWebVitals(track)
}
