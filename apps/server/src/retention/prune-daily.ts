import type { PruneReport, Store } from '@son1k/store'
import { Cron } from 'croner'

export type DailyPruning = {
  store: Pick<Store, 'prune'>
  retentionDays: number
  promptRetentionDays?: number
  /** IANA name; by default the system's. */
  timeZone?: string | undefined
  onPruned: (report: PruneReport) => void
  /** The next run tries again. */
  onFailure: (error: unknown) => void
  /** When, as a cron pattern; by default at a quiet hour of the night. */
  pattern?: string
  /** Until the first run, which makes up for those that nobody was there for, in milliseconds. */
  firstAfterMs?: number
}

const QUIET_HOUR = '17 4 * * *'
/** A server that starts has more urgent things to do. */
const FIRST_AFTER_MS = 60_000

/**
 * Takes old events away once a day, and shortly after the start; never twice at once.
 * @returns ends that. A run that is going on stops with the store
 */
export function pruneDaily(options: DailyPruning): () => void {
  const { store, retentionDays, promptRetentionDays = 0, timeZone, onPruned, onFailure } = options
  let isStopped = false
  let isRunning = false
  const run = async () => {
    if (isRunning) return
    isRunning = true
    try {
      onPruned(await store.prune({ retentionDays, promptRetentionDays }))
    } catch (error) {
      if (!isStopped) onFailure(error)
    } finally {
      isRunning = false
    }
  }
  const schedule = { unref: true, ...(timeZone !== undefined && { timezone: timeZone }) }
  const daily = new Cron(options.pattern ?? QUIET_HOUR, schedule, run)
  const first = setTimeout(run, options.firstAfterMs ?? FIRST_AFTER_MS).unref()
  return () => {
    isStopped = true
    daily.stop()
    clearTimeout(first)
  }
}
