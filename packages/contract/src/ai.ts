import type { Proportion } from './breakdown.js'
import type { Filter } from './dimension.js'
import type { Range } from './query.js'
import type { Covered } from './timeseries.js'

export type AiInput = { range: Range; filters?: Filter[] }

export type SuccessCount = { generations: number; succeeded: number; successRate: Proportion | null }

/** `interval`: of 95 %; null where the data can't tell how sure it is, such as when all succeeded. */
export type Estimate = { value: number; interval: { low: number; high: number } | null }

/** What AI enhancement does for success. */
export type Ai = Covered & {
  /** All generations with AI, and without: people and styles that differ are mixed up in these. */
  enhanced: SuccessCount
  basic: SuccessCount
  /** The same users with the same styles, with AI and without. Generations of unknown style can't be compared. */
  compared: { pairs: number; enhanced: number; basic: number }
  /** Success rate with AI − without, −1 to 1; null when nothing can be compared. */
  difference: Estimate | null
  /** Success rate with AI ÷ without; null also when either is 0. */
  ratio: Estimate | null
}
