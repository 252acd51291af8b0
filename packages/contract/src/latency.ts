import type { Dimension, Filter, NameForm } from './dimension.js'
import type { Quantiles, Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export type LatencyInput = {
  range: Range
  /** Also the times of each of its values, those of most generations first. */
  by?: Dimension
  /** How many of them, 1–100; by default 10. */
  limit?: number
  filters?: Filter[]
  names?: NameForm
  compare?: boolean
}

/** Of the generations, succeeded or failed, that know how long they took. */
export type LatencyNumbers = { count: number; meanSeconds: number | null; quantiles: Quantiles }

/** Generations that took more than `fromSeconds` and at most `toSeconds`; from 0 to 0: no time at all. */
export type HistogramBin = { fromSeconds: number; toSeconds: number; count: number }

export type LatencyPeriod = Covered &
  LatencyNumbers & {
    /** Bins that are 4 % wide, those that hold something, in ascending order. */
    histogram: HistogramBin[]
    rows?: (LatencyNumbers & { value: string })[]
  }
export type Latency = Compared<LatencyPeriod>

export type PatienceInput = { range: Range; filters?: Filter[]; names?: NameForm; compare?: boolean }

/** Who had waited so long was still there with this probability, 0–1; the interval is one of 95 %. */
export type PatienceStep = { seconds: number; share: number; low: number; high: number }

export type PatiencePeriod = Covered & {
  /** People who gave up, cancelled or left, and whose waiting time is known. */
  gaveUp: number
  /** Generations that came to an end while somebody waited. */
  finished: number
  /** Steps down of the curve, at most 200: between two of them it stays where it was. */
  curve: PatienceStep[]
  /** `seconds` until which at least this share is still there; null: the curve doesn't go down so far. */
  stillThere: { share: number; seconds: number | null }[]
}
export type Patience = Compared<PatiencePeriod>
