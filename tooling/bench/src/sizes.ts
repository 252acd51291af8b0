import type { AskLimits } from './load/ask.js'

/** How much each measurement handles: `--smoke` only shows that the benchmarks run, `--full` is the largest. */
export type Sizes = {
  /** Seconds of load a round. */
  loadSeconds: number
  /** Different single events that the load of a round is made of. */
  bodies: number
  /** Batches of 200 events a round. */
  batches: number
  /** Events in the databases of the questions, the large and the small one. */
  manyEvents: number
  fewEvents: number
  /** Generations of the comparison with the legacy queries; a session has five. */
  legacyGenerations: number
  /** Events whose bytes on disk are counted. */
  storedEvents: number
  /** How often a question is asked a round. */
  asks: AskLimits
  /** Events in one browser whose arrival in the other is timed. */
  liveEvents: number
  /** Seconds of 100 events/s in a page. */
  pageSeconds: number
}

const NORMAL: Sizes = {
  loadSeconds: 6,
  bodies: 16_000,
  batches: 400,
  manyEvents: 1_000_000,
  fewEvents: 10_000,
  legacyGenerations: 1_000_000,
  storedEvents: 200_000,
  asks: { times: 50, seconds: 6 },
  liveEvents: 100,
  pageSeconds: 5,
}

const SMOKE: Sizes = {
  loadSeconds: 1,
  bodies: 640,
  batches: 16,
  manyEvents: 20_000,
  fewEvents: 2_000,
  legacyGenerations: 5_000,
  storedEvents: 5_000,
  asks: { times: 5, seconds: 2 },
  liveEvents: 3,
  pageSeconds: 1,
}

/** The sizes of a run. */
export function sizesOf(name: 'smoke' | 'normal' | 'full'): Sizes {
  switch (name) {
    case 'smoke':
      return SMOKE
    case 'normal':
      return NORMAL
    case 'full':
      return { ...NORMAL, loadSeconds: 10, batches: 1_000, manyEvents: 10_000_000, storedEvents: 1_000_000 }
  }
}
