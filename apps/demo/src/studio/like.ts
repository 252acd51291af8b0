import type { Studio, Track } from './studio.js'

/** Says that a track is liked, once. */
export function like(studio: Studio, track: Track): void {
  if (track.isLiked) return
  studio.entries.value = studio.entries.value.map((entry) => (entry === track ? { ...track, isLiked: true } : entry))
  studio.notice.value = { about: 'liked', recipe: track.recipe }
  studio.report('like', track.id)
}
