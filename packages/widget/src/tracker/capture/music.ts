import { listen } from '../listen.js'
import { readGeneration } from '../read-generation.js'
import type { Track } from '../tracker.js'

/** Tracks the tracks that the music app says it has made, or failed to make. */
export function captureMusic(track: Track) {
  listen(document, 'realMusicGenerated', ({ detail }: CustomEvent<unknown>) => track(() => readGeneration(detail)))
}
