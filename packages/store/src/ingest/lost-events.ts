import { QUARTER_MS, quarterOf } from '../rollups/buckets.js'
import type { LostEvents } from '../store.js'

/** Counts of a quarter of an hour: a local day begins with one, in any zone. `at` is its start in milliseconds UTC. */
export type LostRow = LostEvents & { at: number }

/** So much a crash may lose; a flood of refused requests is written no more often. */
const WRITTEN_AFTER_MS = 1_000

/**
 * Counts events that were not stored, in memory, and writes them a second later. How many rows there are is bounded by the
 * reasons that there are.
 */
export class LostCounter {
  readonly #write: (rows: LostRow[]) => Promise<void>
  #rows = new Map<string, LostRow>()
  #due: NodeJS.Timeout | undefined

  constructor(write: (rows: LostRow[]) => Promise<void>) {
    this.#write = write
  }

  count(lost: LostEvents, now: number): void {
    this.#add({ ...lost, at: quarterOf(now) * QUARTER_MS })
    // What can't be written then is with the next count, or heartbeat.
    this.#due ??= setTimeout(() => void this.flush().catch(() => undefined), WRITTEN_AFTER_MS).unref()
  }

  /** Writes what was counted since the last time. Where that fails, it is counted again. */
  async flush(): Promise<void> {
    clearTimeout(this.#due)
    this.#due = undefined
    const rows = [...this.#rows.values()]
    if (rows.length === 0) return
    this.#rows = new Map()
    try {
      await this.#write(rows)
    } catch (error) {
      for (const row of rows) this.#add(row)
      throw error
    }
  }

  #add(row: LostRow): void {
    const key = JSON.stringify([row.appId, row.at, row.kind, row.reason])
    const known = this.#rows.get(key)
    if (known) known.events += row.events
    else this.#rows.set(key, { ...row })
  }
}
