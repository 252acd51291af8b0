import type { Range } from '@son1k/contract'

/** Local days of the reader, both included: `2026-11-23`. */
export type Dates = { from: string; to: string }

/** The periods that have a button. `today` began at the reader's midnight; `1` is the last 24 hours, `7` the last 7 × 24. */
export const PERIODS = ['today', '1', '7', '30', '90', '365'] as const
export type NamedPeriod = (typeof PERIODS)[number]
export type Period = NamedPeriod | Dates

/** What the server is asked for. @param now milliseconds UTC */
export function rangeOf(period: Period, now: number): Range {
  if (typeof period === 'object') return datesToRange(period)
  if (period === 'today') return datesToRange({ from: localDate(now), to: localDate(now) })
  return { days: Number(period) }
}

/** A period as it stands in an address: `7`, `today`, `2026-11-01..2026-11-23`. */
export const writePeriod = (period: Period): string =>
  typeof period === 'object' ? `${period.from}..${period.to}` : period

/** Undefined where the text is no period. */
export function readPeriod(text: string | null): Period | undefined {
  const named = PERIODS.find((name) => name === text)
  if (named) return named
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text ?? '') ?? []
  return from && to && isDate(from) && isDate(to) && from <= to ? { from, to } : undefined
}

/** The reader's day at a time. @param ms milliseconds UTC */
export function localDate(ms: number): string {
  const date = new Date(ms)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/** How many days a range is long. */
export const daysIn = (range: Range): number =>
  'days' in range ? range.days : (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS

const DAY_MS = 86_400_000

/** Midnights of the reader's clock: a date alone would be read as one of UTC. */
function datesToRange({ from, to }: Dates): Range {
  const end = new Date(`${to}T00:00`)
  end.setDate(end.getDate() + 1)
  return { from: new Date(`${from}T00:00`).toISOString(), to: end.toISOString() }
}

const isDate = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00`))
