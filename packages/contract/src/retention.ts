import type { Range } from './query.js'

export type RetentionInput = {
  /** Of the first activity of the cohorts. */
  range: Range
  interval: 'day' | 'week'
  /** Days or weeks after the first that are shown, 1–60; by default 14 days or 8 weeks. */
  periods?: number
}

export type Cohort = {
  /** `2026-11-23`: the local day of the first session of its users, or the Monday of that week. */
  date: string
  users: number
  /** Users of the cohort with a session in the same day or week, the next, and so on; shorter where that is still to come. */
  active: number[]
}

export type Retention = {
  /** The first and the last local day that a cohort may begin on. */
  fromDate: string
  toDate: string
  /** All days or weeks of the range, also those without new users. The last period of a row is still running. */
  cohorts: Cohort[]
}
