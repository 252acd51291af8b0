import { DAY_MS, localDays, startOfLocalDay } from '../time/local-days.js'

/** Milliseconds UTC. */
export type Interval = { from: number; to: number }
export type AvailableDay = { date: string; share: number }

const DAYS_SHOWN = 30

/**
 * Of each local day since the first start, at most the last 30, the share in which a server ran. The first day counts
 * from the first start, today until `now`.
 */
export function availability(runs: Interval[], { zone, now }: { zone: string; now: number }): AvailableDay[] {
  if (runs.length === 0) return []
  const firstStart = Math.min(...runs.map((run) => run.from))
  const shownFrom = startOfLocalDay(zone, now - (DAYS_SHOWN - 1) * DAY_MS)
  const merged = mergeOverlaps(runs)
  return localDays(zone, Math.max(firstStart, shownFrom), now + 1).map(({ date, from, to }) => {
    const ran = merged.reduce((sum, run) => sum + Math.max(0, Math.min(run.to, to) - Math.max(run.from, from)), 0)
    const lasted = Math.min(to, now) - from
    return { date, share: lasted <= 0 ? 1 : Math.min(1, ran / lasted) }
  })
}

/** Two servers on one remote database run at the same time: such a time counts once. */
function mergeOverlaps(runs: Interval[]): Interval[] {
  const merged: Interval[] = []
  for (const run of runs.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && run.from <= last.to) last.to = Math.max(last.to, run.to)
    else merged.push({ ...run })
  }
  return merged
}
