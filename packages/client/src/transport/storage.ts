import type { Event } from '@son1k/contract'

/** An event that waits for delivery, and its size as UTF-8 JSON. */
export type QueuedEvent = { event: Event; bytes: number }
export type StoredEvent = QueuedEvent & { key: number }
export type Bounds = { events: number; bytes: number }

/** Where events wait. Several tabs may share one. Methods may reject: the queue copes. */
export interface QueueStorage {
  /** Keeps all of them, then drops the oldest until all that is stored is within `max`. Answers what is left. */
  add(events: QueuedEvent[], max: Bounds): Promise<{ events: number; dropped: number }>
  /** At most `limit` events, the oldest first. */
  read(limit: number): Promise<StoredEvent[]>
  /** Unknown keys are skipped: another tab may have been faster. */
  remove(keys: number[]): Promise<void>
  /** How many are stored. */
  count(): Promise<number>
}

/** How many of the oldest are beyond the bounds. */
export function countExcess(stored: QueuedEvent[], max: Bounds): number {
  let events = stored.length
  let bytes = stored.reduce((sum, queued) => sum + queued.bytes, 0)
  for (const queued of stored) {
    if (events <= max.events && bytes <= max.bytes) break
    events -= 1
    bytes -= queued.bytes
  }
  return stored.length - events
}
