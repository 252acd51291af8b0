import type { Patience, PatienceInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { kaplanMeier, type Observed, type SurvivalStep } from '../statistics/kaplan-meier.js'
import type { AskedOf } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { readNames } from './names.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'
import { walkRange } from './walk-range.js'

const SHARES = [0.9, 0.75, 0.5]
const MOST_STEPS = 200
/** A product of fractions may miss a half by its last bits. */
const ROUNDING = 1e-9

/**
 * How long people wait: who cancels or leaves has lost patience then; a generation that succeeds or fails only tells that
 * somebody would have waited at least so long.
 */
export async function patience(database: Database, asked: AskedOf<PatienceInput>, steps: Steps): Promise<Patience> {
  const { appId, input } = asked
  const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
  const gaveUp = sql.raw(`event.outcome IN (${OUTCOME_CODES.cancelled}, ${OUTCOME_CODES.abandoned})`)
  const start = () => new Map<number, Observed>()
  const readPart = async (part: Span, waits: Map<number, Observed>) => {
    const rows = await database.all<Observed>(sql`
      SELECT event.generation_ms AS time, count(CASE WHEN ${gaveUp} THEN 1 END) AS events,
             count(CASE WHEN ${sql.raw(isFinished)} THEN 1 END) AS censored
      FROM event WHERE ${isMeasured({ appId, filters }, part)} AND event.generation_ms IS NOT NULL
      GROUP BY event.generation_ms`)
    for (const { time, events, censored } of rows) {
      const known = waits.get(time)
      waits.set(time, { time, events: events + (known?.events ?? 0), censored: censored + (known?.censored ?? 0) })
    }
  }
  const { found, covered } = await walkRange({ database, asked, steps }, { start, read: readPart })
  const observed = [...found.values()].toSorted((a, b) => a.time - b.time)
  const survival = kaplanMeier(observed)
  const total = (column: 'events' | 'censored') => observed.reduce((sum, each) => sum + each[column], 0)
  return {
    ...covered,
    gaveUp: total('events'),
    finished: total('censored'),
    curve: thinned(survival).map(({ time, ...step }) => ({ seconds: time / 1_000, ...step })),
    stillThere: SHARES.map((share) => {
      const step = survival.find((each) => each.share < share - ROUNDING)
      return { share, seconds: step === undefined ? null : step.time / 1_000 }
    }),
  }
}

/** So few of the steps that a chart can show them, spread evenly, the last among them. */
function thinned(survival: SurvivalStep[]): SurvivalStep[] {
  const stride = survival.length / MOST_STEPS
  if (stride <= 1) return survival
  return Array.from({ length: MOST_STEPS }, (_, index) => survival[Math.ceil((index + 1) * stride) - 1]).filter(
    (step) => step !== undefined,
  )
}
