import type { RebuildProgress } from '@son1k/store'
import { showParts } from './show-parts.js'

export const REBUILD_PARTS = {
  events: 'Reading events',
  rollups: 'Summing up',
} satisfies Record<RebuildProgress['part'], string>

/** Shows a rebuild. */
export const showRebuilding = () => showParts(REBUILD_PARTS)
