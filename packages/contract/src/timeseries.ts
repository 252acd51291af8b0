import type { Dimension, Filter, NameForm } from './dimension.js'
import type { Metric } from './metric.js'
import type { Range } from './query.js'

export const INTERVALS = ['hour', 'day', 'week', 'month'] as const
/** Weeks begin on Monday. */
export type Interval = (typeof INTERVALS)[number]

export type TimeseriesInput = {
  range: Range
  metric: Metric
  interval: Interval
  /** Also a series for each of the values that have most. */
  by?: Dimension
  /** How many of them, 1–20; by default 5. */
  top?: number
  filters?: Filter[]
  names?: NameForm
  compare?: boolean
}

export type TimePoint = {
  /** RFC 3339 with the offset that the clocks of the app's time zone had: `2026-11-23T00:00:00+01:00`. */
  start: string
  /** A part of it lies outside of the range. */
  isPartial: boolean
}

/** A metric over the whole range, and at each of its points. */
export type SeriesValues = { whole: number | null; values: (number | null)[] }

export type TimeseriesPeriod = Covered & {
  points: TimePoint[]
  total: SeriesValues
  /** With `by`: those with most of the metric come first (of most generations, where the metric is a share or a mean). */
  series?: (SeriesValues & { value: string })[]
  /** With `by`: all other generations, those of which the value is unknown too. Absent where generations have several values. */
  other?: SeriesValues
  /** So many generations of values that found no room among the labels of their day, at most, may be missing in `series`. */
  approximate?: number
}
export type Timeseries = Compared<TimeseriesPeriod>

/** Of the range and, with `compare`, of the one of the same length just before. */
export type Compared<Period> = Period & { previous?: Period }

/** The range that an answer really covers, RFC 3339; `to` is excluded. */
export type Covered = {
  from: string
  to: string
  /** True where the time for the question was up, or more can't be held, before the oldest part of the range was read: `from` says where. */
  isCut: boolean
}
