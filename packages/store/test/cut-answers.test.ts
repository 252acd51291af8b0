import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it } from 'vitest'
import { askInsight } from '../src/queries/insights.js'
import { Steps } from '../src/queries/steps.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, interaction, NOW, sessionStart } from './support/events.js'

const DAYS = 60
const whole = { appId: 1, now: NOW, sessionTimeoutMs: DAY, input: { range: { days: DAYS } } } as const

/** Time goes on by a millisecond whenever it is asked for, so that it is up at another place for each limit. */
function stepsOf(limitMs: number): Steps {
  let now = 0
  return new Steps({ limitMs, isCancelled: () => false, clock: () => now++ })
}

async function sixtyDays() {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const perDay = Array.from({ length: DAYS }, (_, day) => {
    const at = NOW - day * DAY - 1_000
    const generationId = `track ${day}`
    const start = sessionStart({ at })
    return [
      start,
      generation({ at, generationId, style: 'lofi' }),
      generation({ at, outcome: 'failed', errorMessage: `job ${day} failed` }),
      interaction({ at, sessionId: start.sessionId, action: 'error', value: 'broken' }),
      interaction({ at: at + 1, action: 'save', generationId }),
    ]
  })
  await store.importEvents(perDay.flat(), 1)
  return drizzle(connect(url))
}

/** From then on, by the time that an answer says it begins with. */
const daysSince = (from: string) => Math.min(DAYS, Math.floor((NOW - 1_000 - Date.parse(from)) / DAY) + 1)

it('errors that are cut off by time are right for what they cover, and so is what they were compared with', async () => {
  const database = await sixtyDays()
  const seen = new Set<string>()
  for (let limitMs = 1; limitMs < 1_000; limitMs += 53) {
    const answer = await askInsight(database, { ...whole, name: 'errors' }, stepsOf(limitMs))
    const [days, compared] = [daysSince(answer.from), daysSince(answer.compared.from)]
    seen.add(`${answer.isCut} ${answer.compared.isCut}`)
    expect(answer.isCut).toBe(days < DAYS)
    expect(answer.compared.isCut).toBe(compared < DAYS)
    expect(compared).toBeLessThanOrEqual(days)
    expect(answer.count).toBe(2 * days)
    expect(answer.groups.map(({ count }) => count)).toEqual(days === 0 ? [] : [days, days])
    const hadAny = days > 0
    expect(answer.compared).toMatchObject(hadAny ? { succeeded: compared, sessionStarts: compared } : { succeeded: 0 })
  }
  expect([...seen].toSorted()).toEqual(['false false', 'false true', 'true true'])
})

it('a lifecycle that is cut off by time is right for what it covers', async () => {
  const database = await sixtyDays()
  const seen = new Set<number>()
  for (let limitMs = 1; limitMs < 60; limitMs++) {
    const answer = await askInsight(database, { ...whole, name: 'lifecycle' }, stepsOf(limitMs))
    const days = daysSince(answer.from)
    seen.add(days)
    expect(answer.isCut).toBe(days < DAYS)
    const tracks = Object.fromEntries(answer.stages.map(({ stage, tracks: count }) => [stage, count]))
    expect(tracks).toMatchObject({ requested: 2 * days, ready: days, kept: days, saved: days, liked: 0 })
    expect(answer.chains).toMatchObject({ found: 2 * days, kept: days })
  }
  expect(seen.size).toBeGreaterThan(3)
})
