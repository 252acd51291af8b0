import type { Dimension, Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Covered, TimePoint } from './timeseries.js'

/** Of a generation that failed, or of the page. */
export const ERROR_KINDS = ['generation', 'page'] as const
export type ErrorKind = (typeof ERROR_KINDS)[number]

export type ErrorsInput = {
  range: Range
  /** Errors of this kind alone; by default both. */
  kind?: ErrorKind
  /** Of the trend; by default `hour` for a range of at most 3 days, else `day`. */
  interval?: 'hour' | 'day'
  /** Groups, 1–50; by default 10. */
  limit?: number
  /** Which errors. One of the page has no style, so that none is left by a filter that wants one. */
  filters?: Filter[]
  /** Whether names in filters mean all their spellings; by default they do. */
  names?: NameForm
  /** Also how many there were in the range of the same length just before. */
  compare?: boolean
}

/** A value that errors have more often than what they are compared with, beyond chance. */
export type ErrorAssociation = {
  dimension: Dimension
  value: string
  /** Errors with the value, of so many that know theirs. */
  errors: number
  errorsKnown: number
  /** The same of what they are compared with. */
  others: number
  othersKnown: number
  /** Share of the errors ÷ share of the others; null where none of the others has it. */
  lift: number | null
  /** Of Fisher's exact test, one-sided. */
  pValue: number
  /** The same after Benjamini and Hochberg, for all values that were tested for this group; at most 0.05. */
  falseDiscoveryRate: number
}

export type ErrorGroup = {
  kind: ErrorKind
  /** What the messages of the group have in common, and where it was thrown. */
  fingerprint: string
  count: number
  users: number
  /** With `compare`: of the same group in the range before, as far as `previous` of the answer covers it. */
  previousCount?: number
  /** RFC 3339, within the range. */
  firstSeen: string
  lastSeen: string
  /** At each point. */
  trend: number[]
  /** Its most frequent messages, at most 3. */
  samples: string[]
  /** The surest first, at most 10. */
  goesWith: ErrorAssociation[]
}

export type Errors = Covered & {
  points: TimePoint[]
  /** Most frequent first. */
  groups: ErrorGroup[]
  /** Groups that there are, of which `groups` are the first. */
  found: number
  /** Errors in all groups, and users who had one. */
  count: number
  users: number
  /** What `goesWith` was worked out of: the newest part of the range, where the time was up before all was read. */
  compared: Covered & {
    /** Succeeded generations, which errors of generations are compared with. */
    succeeded: number
    /** Starts of sessions, of which those that had an error of the page are compared with the others. */
    sessionStarts: number
  }
  /** With `compare`: the same of the range before. */
  previous?: Covered & { found: number; count: number; users: number }
}
