import type { PatienceInput, PatiencePeriod } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { kaplanMeier, type Observed, type SurvivalStep } from '../statistics/kaplan-meier.js'
import type { AskedOf } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { readNames } from './names.js'
import type { Database } from './question.js'
import { type OfDays, readRange } from './read-days.js'
import type { Steps } from './steps.js'
import { numbersIn } from './unique-users.js'
import type { Span } from './walk.js'

const SHARES = [0.9, 0.75, 0.5]
const MOST_STEPS = 200
/** A product of fractions may miss a half by its last bits. */
const ROUNDING = 1e-9

/** Times in milliseconds, in ascending order. */
type Waits = { gaveUp: Float64Array; finished: Float64Array }

/**
 * How long people wait: who cancels or leaves has lost patience then; a generation that succeeds or fails only tells that
 * somebody would have waited at least so long.
 */
export async function patience(
  database: Database,
  asked: AskedOf<PatienceInput>,
  steps: Steps,
): Promise<PatiencePeriod> {
  const { appId, input } = asked
  const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
  const waitsOf = (outcomes: string, part: Span) =>
    database.all<{ times: string }>(sql`
      SELECT json_group_array(event.generation_ms) AS times FROM event
      WHERE ${isMeasured({ appId, filters }, part)} AND event.generation_ms IS NOT NULL AND ${sql.raw(outcomes)}`)
  const ofDays: OfDays<Waits> = {
    name: `patience ${JSON.stringify(filters)}`,
    read: async (part) => {
      const [[gaveUp], [finished]] = await database.batch([waitsOf(HAS_GIVEN_UP, part), waitsOf(isFinished, part)])
      return { gaveUp: sortedTimes([numbersIn(gaveUp?.times)]), finished: sortedTimes([numbersIn(finished?.times)]) }
    },
    merge: (parts) => ({
      gaveUp: sortedTimes(parts.map(({ gaveUp }) => gaveUp)),
      finished: sortedTimes(parts.map(({ finished }) => finished)),
    }),
    sizeOf: ({ gaveUp, finished }) => gaveUp.byteLength + finished.byteLength,
  }
  return readRange({ database, asked, steps }, ofDays, ({ settled, recent }) => {
    const gaveUp = sortedTimes([settled.gaveUp, recent.gaveUp])
    const finished = [settled.finished, recent.finished]
    const survival = kaplanMeier(observedAt(gaveUp, finished))
    return {
      gaveUp: gaveUp.length,
      finished: settled.finished.length + recent.finished.length,
      curve: thinned(survival).map(({ time, ...step }) => ({ seconds: time / 1_000, ...step })),
      stillThere: SHARES.map((share) => {
        const step = survival.find((each) => each.share < share - ROUNDING)
        return { share, seconds: step === undefined ? null : step.time / 1_000 }
      }),
    }
  })
}

const HAS_GIVEN_UP = `event.outcome IN (${OUTCOME_CODES.cancelled}, ${OUTCOME_CODES.abandoned})`

function sortedTimes(lists: ArrayLike<number>[]): Float64Array {
  const times = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let length = 0
  for (const list of lists) {
    times.set(list, length)
    length += list.length
  }
  return times.sort()
}

/** What there was at each time that somebody gave up at, and until the next; before the first, too. */
function observedAt(gaveUp: Float64Array, finished: Float64Array[]): Observed[] {
  const finishedBefore = (time: number) => finished.reduce((sum, times) => sum + placeOf(times, time), 0)
  const all = finished.reduce((sum, { length }) => sum + length, 0)
  const first = gaveUp[0]
  const observed: Observed[] = []
  let censored = first === undefined ? all : finishedBefore(first)
  if (censored > 0) observed.push({ time: Number.NEGATIVE_INFINITY, events: 0, censored })
  for (let index = 0; index < gaveUp.length; ) {
    const time = gaveUp[index] ?? 0
    let next = index + 1
    while (gaveUp[next] === time) next++
    const nextTime = gaveUp[next]
    const before = nextTime === undefined ? all : finishedBefore(nextTime)
    observed.push({ time, events: next - index, censored: before - censored })
    censored = before
    index = next
  }
  return observed
}

/** How many of some times, in ascending order, are before another. */
function placeOf(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((times[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** So few of the steps that a chart can show them, spread evenly, the last among them. */
function thinned(survival: SurvivalStep[]): SurvivalStep[] {
  const stride = survival.length / MOST_STEPS
  if (stride <= 1) return survival
  return Array.from({ length: MOST_STEPS }, (_, index) => survival[Math.ceil((index + 1) * stride) - 1]).filter(
    (step) => step !== undefined,
  )
}
