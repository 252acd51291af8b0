import type { Dimension, Filter, NameForm } from './dimension.js'
import type { BreakdownMetric } from './metric.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export type BreakdownInput = {
  range: Range
  dimension: Dimension
  /** Sorted by this, the most first; by default `generations`. */
  metric?: BreakdownMetric
  /** Rows, 1–1,000; by default 10. */
  limit?: number
  /** Only values that contain this text; letters of the basic Latin alphabet may be small or capital. */
  search?: string
  /** Also, of each row, what no sums have: `RowDetails`, from raw events, as far back as these are kept. */
  details?: boolean
  filters?: Filter[]
  names?: NameForm
  compare?: boolean
}

/** A share, 0–1, and its Wilson interval of 95 %. */
export type Proportion = { share: number; low: number; high: number }

export type BreakdownNumbers = {
  /** Succeeded and failed. */
  generations: number
  succeeded: number
  failed: number
  /** Of all generations that the question is about, 0–1; null when there are none. */
  share: number | null
  /** succeeded ÷ generations; null when there are none. */
  successRate: Proportion | null
  /** Succeeded ones that were kept within seven days. */
  kept: number
  /** kept ÷ succeeded; null when none succeeded. */
  keepRate: Proportion | null
  aiEnhanced: number
  /** Over the generations that know it; null when none does. */
  meanGenerationSeconds: number | null
}
/** Of the generations of a row in the part of the range that `detailed` tells. */
export type RowDetails = {
  /** The time that 95 % of them did not exceed, at most 2 % off; null where none is known. */
  p95GenerationSeconds: number | null
  /** Different users who made them. */
  users: number
}
/** With `details`, also these. */
export type BreakdownRow = BreakdownNumbers & { value: string } & Partial<RowDetails>

export type BreakdownPeriod = Covered & {
  /** Different values, of those that contain `search`. */
  values: number
  rows: BreakdownRow[]
  /** Of all that is not in `rows`, but known. `rows`, `other` and `unknown` add up to `total`. Null where generations have several values. */
  other: BreakdownNumbers | null
  unknown: BreakdownNumbers | null
  total: BreakdownNumbers
  /** So many generations, at most, may be missing in `rows`: of values that found no room among the labels of their day. */
  approximate?: number
  /** With `details`: the range that they are really of. */
  detailed?: Covered
}
export type Breakdown = Compared<BreakdownPeriod>
