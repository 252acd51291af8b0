import type { Studio, Track } from './studio.js'

/** Keeps a track in this browser. */
export function save(studio: Studio, track: Track): void {
  studio.entries.value = studio.entries.value.map((entry) => (entry === track ? { ...track, isSaved: true } : entry))
  storeSaved(studio)
  studio.notice.value = { about: 'saved', recipe: track.recipe }
  studio.report('save', track.id)
}

/** Brings the browser's storage up to what the list says. */
export function storeSaved(studio: Studio): void {
  studio.saved.write(studio.entries.value.filter((entry) => entry.kind === 'track').filter(({ isSaved }) => isSaved))
}
