import { stop } from './play.js'
import { storeSaved } from './save.js'
import type { Entry, Studio } from './studio.js'

/** Takes an entry off the list and out of the browser. Dismissing a failure is no judgement on a track: it is not reported. */
export function discard(studio: Studio, entry: Entry): void {
  if (studio.playingId.value === entry.id) stop(studio)
  studio.entries.value = studio.entries.value.filter(({ id }) => id !== entry.id)
  studio.notice.value = { about: 'discarded', recipe: entry.recipe }
  if (entry.kind === 'failure') return
  storeSaved(studio)
  studio.report('discard', entry.id)
}
