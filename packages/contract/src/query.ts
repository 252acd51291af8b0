import type { Filter, NameForm } from './dimension.js'

/** `days`: the last N × 24 h, the start floored to its hour. `from`, `to`: RFC 3339; `to` is excluded. */
export type Range = { days: number } | { from: string; to: string }

export type SummaryInput = {
  range: Range
  /** Also answer the period of the same length just before; up to a day earlier where only whole days are known. */
  compare?: boolean
  /**
   * Only generations that they let through; sessions are those that started in the range and made such a one there, users
   * those of these sessions. Read from raw events.
   */
  filters?: Filter[]
  /** Whether names in filters mean all their spellings; by default they do. */
  names?: NameForm
}

/** Quantiles of known values, in seconds, each at most 2 % off; null when nothing is known. */
export type Quantiles = { p50: number | null; p90: number | null; p95: number | null; p99: number | null }

export type GenerationSummary = {
  /** Succeeded and failed ones; cancelled and abandoned ones are counted apart. */
  total: number
  succeeded: number
  failed: number
  cancelled: number
  abandoned: number
  /** succeeded ÷ total, 0–1; null when there are none. */
  successRate: number | null
  /** The Wilson interval of the success rate, of 95 %; null when there are none. */
  successInterval: { low: number; high: number } | null
  /** Succeeded ones of which the track was saved, downloaded, shared or liked within seven days. */
  kept: number
  /** kept ÷ succeeded, 0–1, and its Wilson interval; null when none succeeded. */
  keepRate: number | null
  keepInterval: { low: number; high: number } | null
  aiEnhanced: number
  /** aiEnhanced ÷ total, 0–1; null when there are none. */
  aiShare: number | null
  /** Audio made by succeeded and failed generations, where it is known. */
  audioSeconds: number
  /** Means over the generations that know the value; 0 when none does. */
  averageDurationSeconds: number
  averageGenerationSeconds: number
  generationSeconds: Quantiles
  /** Generation time ÷ audio duration, over those that know both, at most 2 % off. Below 1: faster than it plays. */
  realTimeFactor: { p50: number | null; p95: number | null }
}

export type SessionSummary = {
  /** Sessions started in the window. */
  total: number
  /** Users with a session started in the window. */
  uniqueUsers: number
  /** Those of them who never had a session before, and the others. */
  newUsers: number
  returningUsers: number
  /** Succeeded and failed generations ÷ sessions; null when there are no sessions. */
  generationsPerSession: number | null
  averageDurationSeconds: number
  /** At most 2 % off; null when there are no sessions. */
  medianDurationSeconds: number | null
}

export type LabelCount = { value: string; count: number }
export type DayCount = {
  /** `2026-11-23`, a day in the app's time zone. */
  date: string
  count: number
}

export type SummaryPeriod = {
  /** RFC 3339; the range that the numbers really cover. `to` is excluded. */
  from: string
  to: string
  /** With filters: true where `from` is later than was asked for, because there was no time, or no raw event, for more. */
  isCut?: boolean
  generations: GenerationSummary
  sessions: SessionSummary
  /** Succeeded generations, at most 10, by count, then by name; unknown values are not listed. */
  popularStyles: LabelCount[]
  popularPrompts: LabelCount[]
  aiUsageByDay: DayCount[]
  /**
   * Where a day had more different labels than are told apart: by so much, at most, each count of the list may be too
   * low, and one of a label that is not listed. Absent when all is exact.
   */
  approximate?: { popularStyles?: number; popularPrompts?: number }
}
export type Summary = SummaryPeriod & { previous?: SummaryPeriod }
