import type { RebuildProgress } from '@son1k/store'

export const REBUILD_PARTS = {
  events: 'Reading events',
  rollups: 'Summing up',
  names: 'Comparing names',
  search: 'Indexing prompts',
} satisfies Record<RebuildProgress['part'], string>
