import { offsetMs } from './zone.js'

/** The part of a local day that lies in a range; `to` is excluded. Milliseconds UTC. */
export type LocalDay = {
  /** `2026-11-23`. */
  date: string
  from: number
  to: number
}

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/**
 * The days of a zone between two instants, in order. Exact where clocks are changed: a day has the hours that it has.
 * (A date comes twice where clocks went back over midnight, to the day before.)
 */
export function localDays(zone: string, from: number, to: number): LocalDay[] {
  const days: LocalDay[] = []
  for (let at = from; at < to; ) {
    const offset = offsetMs(zone, at)
    const midnight = (Math.floor((at + offset) / DAY_MS) + 1) * DAY_MS - offset
    const end = Math.min(to, midnight, changeOfOffset(zone, at, Math.min(to, midnight)))
    const date = dateOf(at + offset)
    const last = days.at(-1)
    if (last?.date === date) last.to = end
    else days.push({ date, from: at, to: end })
    at = end
  }
  return days
}

/** The first instant of the local day that `at` lies in. */
export function startOfLocalDay(zone: string, at: number): number {
  const days = localDays(zone, at - 2 * DAY_MS, at + 1)
  const today = days.at(-1)?.date
  return days.find(({ date }) => date === today)?.from ?? at
}

/** The last full hour on the zone's clocks at or before `at`. */
export function startOfLocalHour(zone: string, at: number): number {
  const offset = offsetMs(zone, at)
  return Math.floor((at + offset) / HOUR_MS) * HOUR_MS - offset
}

/** The first instant in (`from`, `to`] with another offset than `from`, or `to`; they are at most a day apart. */
export function changeOfOffset(zone: string, from: number, to: number): number {
  const offset = offsetMs(zone, from)
  if (offsetMs(zone, to) === offset) return to
  let same = from
  let changed = to
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (offsetMs(zone, middle) === offset) same = middle
    else changed = middle
  }
  return changed
}

const dateOf = (localMs: number) => new Date(localMs).toISOString().slice(0, 10)
