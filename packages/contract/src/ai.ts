import type { Proportion } from './breakdown.js'
import type { Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export type AiInput = { range: Range; filters?: Filter[]; names?: NameForm; compare?: boolean }

export type SuccessCount = {
  generations: number
  succeeded: number
  successRate: Proportion | null
  /** Succeeded ones that were kept within seven days. */
  kept: number
  /** kept ÷ succeeded; null when none succeeded. */
  keepRate: Proportion | null
}

/** `interval`: of 95 %; null where the data can't tell how sure it is, such as when all succeeded. */
export type Estimate = { value: number; interval: { low: number; high: number } | null }

/** What AI enhancement does for a rate, compared within pairs of a user and a style. */
export type Uplift = {
  /** The same users with the same styles, with AI and without. Generations of unknown style can't be compared. */
  compared: { pairs: number; enhanced: number; basic: number }
  /** The rate with AI − without, −1 to 1; null when nothing can be compared. */
  difference: Estimate | null
  /** The rate with AI ÷ without; null also when either is 0. */
  ratio: Estimate | null
}

/** What AI enhancement does to how long generations take, within pairs that know it of both kinds. */
export type TimeUplift = {
  compared: Uplift['compared']
  /** Mean seconds with AI − without; null when nothing can be compared, its interval also where a single pair can. */
  difference: Estimate | null
}

/** What AI enhancement does for success, for the keeping of what succeeded, and to the time that it takes. */
export type AiPeriod = Covered &
  Uplift & {
    /** All generations with AI, and without: people and styles that differ are mixed up in these. */
    enhanced: SuccessCount
    basic: SuccessCount
    /** The same of the keep rate, over succeeded generations; that of success stands beside it. */
    keep: Uplift
    /** The same of generation times, over finished generations that know theirs. */
    time: TimeUplift
  }
export type Ai = Compared<AiPeriod>
