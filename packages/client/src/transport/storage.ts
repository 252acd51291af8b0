/** An event as JSON, and its size as UTF-8. */
export type QueuedEvent = { json: string; bytes: number }
/** Keys grow: the oldest event has the smallest. */
export type StoredEvent = QueuedEvent & { key: number }

/** Where events wait. Several tabs may share one. Methods may reject: the queue copes. */
export interface QueueStorage {
  /**
   * Keeps all of them, or none, in this order, under keys that follow each other. Answers the last key. An event that has
   * a key takes the place of the one that is stored under it.
   */
  add(events: (QueuedEvent & { key?: number })[]): Promise<number>
  /** At most `limit` events, by default all, the oldest first. */
  read(limit?: number): Promise<StoredEvent[]>
  /** Unknown keys are skipped: another tab may have been faster. */
  remove(keys: number[]): Promise<void>
  /** How many are stored. */
  count(): Promise<number>
}
