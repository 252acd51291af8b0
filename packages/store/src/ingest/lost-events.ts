import { QUARTER_MS, quarterOf } from '../rollups/buckets.js'
import type { LostEvents } from '../store.js'

/** Counts of a quarter of an hour: a local day begins with one, in any zone. `at` is its start in milliseconds UTC. */
export type LostRow = LostEvents & { at: number }

/**
 * Counts events that were not stored, in memory, until they are written with the next heartbeat. How many rows there are is
 * bounded by the reasons that there are.
 */
export class LostCounter {
  #rows = new Map<string, LostRow>()

  count(lost: LostEvents, now: number): void {
    this.#add({ ...lost, at: quarterOf(now) * QUARTER_MS })
  }

  /** What was counted since the last time. Where writing it fails, it is counted again. */
  async flush(write: (rows: LostRow[]) => Promise<void>): Promise<void> {
    const rows = [...this.#rows.values()]
    if (rows.length === 0) return
    this.#rows = new Map()
    try {
      await write(rows)
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
