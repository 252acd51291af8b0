import type { Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Covered } from './timeseries.js'

export type RetentionInput = {
  /** Of the first sessions of the cohorts. */
  range: Range
  interval: 'day' | 'week'
  /** Days or weeks after the first that are shown, 1–60; by default 14 days or 8 weeks. */
  periods?: number
  /** Only users who made such a generation in the range, as far back as raw events are kept. */
  filters?: Filter[]
  names?: NameForm
}

export type Cohort = {
  /** `2026-11-23`: the local day of the first session of its users, or the Monday of that week. */
  date: string
  /** Users of whom the first session ever was in that day or week. */
  users: number
  /** How many of them had a session in that same day or week, in the next, and so on, up to the one that is running. */
  active: number[]
}

/** All days or weeks that the range touches, in full, also those without new users. `from`: as far back as there are sums. */
export type Retention = Covered & { cohorts: Cohort[] }
