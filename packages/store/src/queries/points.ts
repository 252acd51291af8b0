import type { Interval, TimePoint } from '@son1k/contract'
import { DAY_MS, HOUR_MS, type LocalDay, localDays } from '../time/local-days.js'
import { createCalendar, MORE_THAN_A_MONTH_MS } from '../time/local-hour.js'
import { offsetMs } from '../time/zone.js'
import type { Window } from './window.js'

/** What the parts of a window are put together by. */
export type Grouping = 'none' | 'hourOfWeek' | Interval

/** A bucket, as far as it matters where it belongs. Milliseconds UTC. */
type BucketSpan = { from: number; to: number; hourOfWeek: number | null }

export type Points = {
  count: number
  /** Of a timeseries; else empty. */
  shown: TimePoint[]
  /** The index of the point that a bucket is a part of. What lies before or after all of them belongs to the nearest. */
  indexOf(bucket: BucketSpan): number
}

/** The points of a window on the clocks of a zone; those of a timeseries are all there, whether anything happened or not. */
export function pointsOf(grouping: Grouping, window: Window, zone: string): Points {
  switch (grouping) {
    case 'none':
      return { count: 1, shown: [], indexOf: () => 0 }
    case 'hourOfWeek':
      return { count: 168, shown: [], indexOf: ({ hourOfWeek }) => hourOfWeek ?? 0 }
    case 'hour':
      return series(localHours(window, zone), window, zone)
    case 'day':
    case 'week':
    case 'month':
      return series(periodsOf(grouping, window, zone), window, zone)
  }
}

/** A point is one span of time, or where clocks went back over midnight, more of them. */
type Period = { spans: { from: number; to: number }[] }

function series(periods: Period[], window: Window, zone: string): Points {
  const spans = periods
    .flatMap((period, index) => period.spans.map((span) => ({ ...span, index })))
    .toSorted((a, b) => a.from - b.from)
  return {
    count: periods.length,
    shown: periods.map(({ spans: own }) => {
      const [start, end] = [own[0]?.from ?? 0, own.at(-1)?.to ?? 0]
      return { start: onClocks(zone, start), isPartial: start < window.from || end > window.to }
    }),
    indexOf({ from, to }) {
      // The middle, so that a bucket of other clocks than today's belongs to what it mostly lies in.
      const middle = Math.min(Math.max((Math.max(from, window.from) + to) / 2, window.from), window.to - 1)
      return spans[lastAtOrBefore(spans, middle)]?.index ?? 0
    },
  }
}

/** The place of the last span that begins at or before an instant; 0 where none does. */
function lastAtOrBefore(spans: { from: number }[], at: number): number {
  let [low, high] = [0, spans.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((spans[middle]?.from ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

function localHours({ from, to }: Window, zone: string): Period[] {
  const hourAt = createCalendar(zone)
  const hours: Period[] = []
  // Whole days: a long one that is cut could be as long as a regular one.
  for (const day of localDays(zone, hourAt(from).day.from, hourAt(to - 1).day.to)) {
    const isRegular = day.to - day.from === DAY_MS
    for (let at = day.from; at < Math.min(day.to, to); ) {
      // To ask the calendar takes longer than all else.
      const hour = isRegular ? { from: at, to: at + HOUR_MS } : hourAt(at)
      if (hour.to > from) hours.push({ spans: [hour] })
      at = hour.to
    }
  }
  return hours
}

function periodsOf(interval: 'day' | 'week' | 'month', { from, to }: Window, zone: string): Period[] {
  const periods = new Map<string, LocalDay[]>()
  for (const day of localDays(zone, from - MORE_THAN_A_MONTH_MS, to + MORE_THAN_A_MONTH_MS)) {
    const name = nameOf(interval, day.date)
    const known = periods.get(name)
    if (known) known.push(day)
    else periods.set(name, [day])
  }
  return [...periods.values()]
    .filter((days) => days.some((day) => day.to > from && day.from < to))
    .map((spans) => ({ spans }))
}

/** What the days of a period have in common. */
function nameOf(interval: 'day' | 'week' | 'month', date: string): string {
  switch (interval) {
    case 'day':
      return date
    case 'week':
      return mondayOf(date)
    case 'month':
      return date.slice(0, 7)
  }
}

/** The date of the Monday on or before a date. */
function mondayOf(date: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const daysSinceMonday = (new Date(midnight).getUTCDay() + 6) % 7
  return new Date(midnight - daysSinceMonday * DAY_MS).toISOString().slice(0, 10)
}

/** RFC 3339 as the clocks of a zone show it. */
function onClocks(zone: string, at: number): string {
  const offset = offsetMs(zone, at)
  const minutes = Math.abs(offset) / 60_000
  if (!Number.isInteger(minutes)) return new Date(at).toISOString()
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  const clock = new Date(at + offset).toISOString().slice(0, 19)
  return `${clock}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}
