import type { Progress } from './progress.js'
import type { Sizes } from './sizes.js'

/** What a measurement gets. */
export type Bench = {
  /** How often each side is measured. */
  rounds: number
  sizes: Sizes
  progress: Progress
  /** A new, empty folder of this run; it goes when the run ends. */
  makeFolder: () => string
  /** Databases that take long to load are kept here for the next run of the same day. */
  cacheFolder: string
  /** Milliseconds UTC: the sample data ends here. */
  dataEndsAt: number
}

export type Round = { value: number; baseline: number }

/** What a measurement found for one row of the table; `label` tells the figures of a row apart. */
export type Figure = {
  row: string
  label: string
  unit: string
  rounds: Round[]
  /** Where it differs from the row's. */
  aim?: Bound
  /** It is shown, and not held against the row's bounds. */
  isInformation?: boolean
}

export type Bound = { atLeast: number } | { atMost: number }

export type Measure = (bench: Bench) => Promise<Figure[]>
