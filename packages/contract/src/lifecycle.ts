import type { Proportion } from './breakdown.js'
import type { Dimension, Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export type LifecycleInput = {
  range: Range
  /** Also the keep rate of the values of this dimension. */
  by?: Dimension
  /** Values and changes of prompts, 1–100; by default 10. */
  limit?: number
  filters?: Filter[]
  /** Whether spellings of a name are one value, also in filters; by default they are. */
  names?: NameForm
  compare?: boolean
}

/**
 * What may become of a track. Its generation is `requested` and `ready` when it succeeded; then the track is `played`, for 30
 * seconds, to its end; and `kept` where it is `saved`, `downloaded`, `shared` or `liked`: all within 7 days of being ready.
 */
export const LIFECYCLE_STAGES = [
  'requested',
  'ready',
  'played',
  'played30s',
  'completed',
  'kept',
  'saved',
  'downloaded',
  'shared',
  'liked',
] as const
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number]

export type LifecycleStageAnswer = {
  stage: LifecycleStage
  tracks: number
  /** Of those that were requested, 0–1; null where none was. */
  share: number | null
  /** The stage that has to be reached before; null of the first. */
  after: LifecycleStage | null
  /** Of the tracks that reached that one, with its Wilson interval; null where none did. */
  conversion: Proportion | null
  /** Median time from that stage to this one, where both times are known; null where none is. */
  medianSeconds: number | null
}

export type KeepRateOfValue = { value: string; succeeded: number; kept: number; keepRate: Proportion }

/** Chains that were kept at a try, and those that ended with it and were never kept. */
export type TriesCount = { tries: number; kept: number; notKept: number }

/** A word that was added to a prompt, or taken out of it, where a track that was not kept was tried again. */
export type PromptChange = {
  change: 'added' | 'removed'
  word: string
  /** New tries with this change, at least 5. */
  retries: number
  kept: number
  keepRate: Proportion
  /** Keep rate with this change ÷ without it; null where without it none was kept. */
  lift: number | null
  /** Of Fisher's exact test, one-sided, and after Benjamini and Hochberg for all changes that were tested. */
  pValue: number
  falseDiscoveryRate: number
}

export type LifecyclePeriod = Covered & {
  /** In the order of `LIFECYCLE_STAGES`. */
  stages: LifecycleStageAnswer[]
  /** With `by`: those of most succeeded generations first. */
  values?: KeepRateOfValue[]
  /** A chain is a track and all that were tried anew of it, and of those. */
  chains: {
    found: number
    kept: number
    /** Of those that were kept: tries up to the first that was, the median; null where none was kept. */
    medianTries: number | null
    /** By the number of tries; the last one is 10 or more. */
    tries: TriesCount[]
  }
  /** What changed between a track that was not kept and a new try of it with another prompt. */
  changes: {
    retries: number
    kept: number
    /** The surest to be kept first: by the lower end of the interval. */
    words: PromptChange[]
  }
}
export type Lifecycle = Compared<LifecyclePeriod>
