import type { Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export const FUNNEL_STATES = ['session', 'requested', 'succeeded', 'failed', 'gaveUp'] as const

/**
 * What happens at a step: a session starts (`session`), a generation is started, succeeds, fails, is cancelled or abandoned
 * (`gaveUp`), or an interaction of that action.
 */
export type FunnelStep = { state: (typeof FUNNEL_STATES)[number] } | { action: string }

export type FunnelInput = {
  range: Range
  /** 2–8 of them. */
  steps: FunnelStep[]
  per: 'user' | 'session'
  /** From the first step to the last, 1–43,200 (30 days); by default 1,440, a day. */
  withinMinutes?: number
  /**
   * Of the generations that they let through, which are those of the steps, and of the users or sessions that asked for one in
   * the range. Sessions and interactions of these count as ever.
   */
  filters?: Filter[]
  names?: NameForm
  compare?: boolean
}

export type FunnelStepAnswer = {
  /** Users or sessions that came so far. */
  reached: number
  /** Of those that took the first step, 0–1; null when none did. */
  share: number | null
  /** Of those that took the step before, with its Wilson interval; null at the first step, and when none did. */
  conversion: { share: number; low: number; high: number } | null
  /** Median time from the step before; null at the first step, and when none came so far. */
  medianSeconds: number | null
}

/** Steps in the order that they were asked for. */
export type FunnelPeriod = Covered & { steps: FunnelStepAnswer[] }
export type Funnel = Compared<FunnelPeriod>
