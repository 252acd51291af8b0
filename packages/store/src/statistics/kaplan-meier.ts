import { Z_95 } from './normal.js'

/** At a time: how many had the event, and how many are known to have gone without it so far, but no longer. */
export type Observed = { time: number; events: number; censored: number }

/** From `time` on, this share goes on without the event; `low` to `high` holds it with a confidence of 95 %. */
export type SurvivalStep = { time: number; share: number; low: number; high: number }

/**
 * The survival function of observations of which some are censored, a step at each time that has an event. Who is censored
 * at the time of an event was still at risk then. Kaplan and Meier: Nonparametric estimation from incomplete observations,
 * JASA 53 (1958); intervals from Greenwood's variance on the logarithm of the share, cut at 1. Where nobody is left there is
 * no variance: the interval goes from 0 to where it ended before.
 * @param observed in ascending order of time, each time once
 */
export function kaplanMeier(observed: Observed[]): SurvivalStep[] {
  let atRisk = observed.reduce((sum, { events, censored }) => sum + events + censored, 0)
  let share = 1
  let variance = 0
  let before = 1
  const steps: SurvivalStep[] = []
  for (const { time, events, censored } of observed) {
    if (events > 0) {
      const survivors = atRisk - events
      share *= survivors / atRisk
      variance += events / (atRisk * survivors)
      const spread = Z_95 * Math.sqrt(variance)
      const interval =
        share === 0
          ? { low: 0, high: before }
          : { low: share * Math.exp(-spread), high: Math.min(1, share * Math.exp(spread)) }
      steps.push({ time, share, ...interval })
      before = interval.high
    }
    atRisk -= events + censored
  }
  return steps
}
