import type { Patience, PatienceInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { kaplanMeier, type Observed, type SurvivalStep } from '../statistics/kaplan-meier.js'
import { DAY_MS } from '../time/local-days.js'
import { type AskedOf, coveredBy } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { appOf, type Database } from './question.js'
import type { Steps } from './steps.js'
import { walkBack } from './walk.js'
import { windowOf } from './window.js'

const SHARES = [0.9, 0.75, 0.5]
const MOST_STEPS = 200
/** A product of fractions may miss a half by its last bits. */
const ROUNDING = 1e-9

/**
 * How long people wait: who cancels or leaves has lost patience then; a generation that succeeds or fails only tells that
 * somebody would have waited at least so long.
 */
export async function patience(database: Database, asked: AskedOf<PatienceInput>, steps: Steps): Promise<Patience> {
  const { appId, now, input } = asked
  const { timeZone: zone } = await appOf(database, appId)
  const window = windowOf(input.range, { now, zone })
  const gaveUp = sql.raw(`event.outcome IN (${OUTCOME_CODES.cancelled}, ${OUTCOME_CODES.abandoned})`)
  const waits = new Map<number, Observed>()
  const span = { from: window.from, to: window.readTo }
  const { from } = await walkBack({ span, firstPart: DAY_MS, steps }, async (part) => {
    const rows = await database.all<Observed>(sql`
      SELECT event.generation_ms AS time, count(CASE WHEN ${gaveUp} THEN 1 END) AS events,
             count(CASE WHEN ${sql.raw(isFinished)} THEN 1 END) AS censored
      FROM event WHERE ${isMeasured({ appId, filters: input.filters ?? [] }, part)} AND event.generation_ms IS NOT NULL
      GROUP BY event.generation_ms`)
    for (const { time, events, censored } of rows) {
      const known = waits.get(time)
      waits.set(time, { time, events: events + (known?.events ?? 0), censored: censored + (known?.censored ?? 0) })
    }
  })
  const observed = [...waits.values()].toSorted((a, b) => a.time - b.time)
  const survival = kaplanMeier(observed)
  const total = (column: 'events' | 'censored') => observed.reduce((sum, each) => sum + each[column], 0)
  return {
    ...coveredBy({ covered: { from, to: window.to, isCut: from > window.from } }),
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
