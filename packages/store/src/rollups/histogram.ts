import { isFinished } from './define.js'

/**
 * Histograms of which the bins grow with their values, so that a quantile is off by at most 2 % of itself, however many
 * values there are; those of different buckets add up. After Masson, Rim and Lee: DDSketch, VLDB 2019, section 2.1.
 */
const RELATIVE_ERROR = 0.02
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR)

/** The bin of zero, which no power reaches: below all others. */
const ZERO_BIN = -32_768

/** What the histograms are of, as small integers in the database. */
export const HISTOGRAMS = { generationMs: 1, realTimeFactor: 2, sessionMs: 3 } as const

const LOG_GAMMA = Math.log(GAMMA)
/** Far more than two libraries' logarithms differ by: a value at the end of a bin lies in the same one for both. */
const TOLERANCE = 1e-9

/** The bin of a number of at least 0. */
export const binOfNumber = (value: number): number =>
  value <= 0 ? ZERO_BIN : Math.ceil(Math.log(value) / LOG_GAMMA - TOLERANCE) + 0

/** SQL of the same. */
export const binOf = (value: string) =>
  `CASE WHEN ${value} <= 0 THEN ${ZERO_BIN} ELSE CAST(ceil(ln(${value}) / ${LOG_GAMMA} - ${TOLERANCE}) AS INTEGER) END`

/** SQL of the rows `hour_id`, `kind`, `bin`: the values of the finished generations among some events. */
export const binnedValues = (events: string) => `
  SELECT event.hour_id, ${HISTOGRAMS.generationMs} AS kind, ${binOf('event.generation_ms')} AS bin
  FROM event WHERE ${events} AND ${isFinished} AND event.generation_ms IS NOT NULL
  UNION ALL
  SELECT event.hour_id, ${HISTOGRAMS.realTimeFactor}, ${binOf('(1.0 * event.generation_ms / event.duration_ms)')}
  FROM event WHERE ${events} AND ${isFinished} AND event.generation_ms IS NOT NULL AND event.duration_ms > 0`

/** SQL of the same rows: the lengths of some sessions. */
export const binnedSessions = (sessions: string) => `
  SELECT session.hour_id, ${HISTOGRAMS.sessionMs} AS kind, ${binOf('(session.last_at - session.started_at)')} AS bin
  FROM session WHERE ${sessions}`

export type Bin = { bin: number; count: number }

/**
 * The value that at least `percent` of all do not exceed, by nearest rank; null when there is none.
 * @param bins in ascending order
 */
export function quantile(bins: Bin[], percent: number): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  const rank = Math.ceil((total * percent) / 100)
  let below = 0
  for (const { bin, count } of bins) {
    below += count
    if (below >= rank) return valueIn(bin)
  }
  return null
}

/** What lies in a bin: more than `from`, and at most `to`. */
export const boundsOf = (bin: number): { from: number; to: number } =>
  bin === ZERO_BIN ? { from: 0, to: 0 } : { from: GAMMA ** (bin - 1), to: GAMMA ** bin }

/** The value from which all of a bin are at most 2 % away. */
const valueIn = (bin: number) => (bin === ZERO_BIN ? 0 : (2 * GAMMA ** bin) / (GAMMA + 1))
