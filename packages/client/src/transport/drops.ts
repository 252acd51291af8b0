import type { DropCounts, DropReason, LIMITS } from '@son1k/contract'

/** What the server takes at most: a page may track without end. */
const MOST: typeof LIMITS.droppedEvents = 1_000_000

/** Adds counts to others. */
export function addDrops(counts: DropCounts, more: DropCounts = {}): void {
  for (const [reason, count] of entriesOf(more)) counts[reason] = Math.min(MOST, (counts[reason] ?? 0) + count)
}

/** Counts have no other names. */
const entriesOf = Object.entries as (counts: DropCounts) => [DropReason, number][]
