import type { Bench } from '../bench.js'
import { MIXED, type Volume } from './generate-events.js'

/** Mixed events of the last 30 days. */
export const month = ({ dataEndsAt }: Bench, events: number): Volume => ({
  events,
  days: 30,
  endsAt: dataEndsAt,
  seed: 1,
  perSession: MIXED,
})

/** Mixed events of the last 365 days. */
export const year = (bench: Bench, events: number): Volume => ({ ...month(bench, events), days: 365 })

/** What the legacy analytics look at: generations and sessions of 30 days, five to one. */
export const legacyMonth = (bench: Bench, generations: number): Volume => ({
  ...month(bench, (generations / 5) * 7),
  perSession: { generations: 5, interactions: 0 },
})
