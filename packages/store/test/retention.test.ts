import type { Cohort, Event, Filter, RetentionInput } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, HOUR, iso, NOW, sessionStart } from './support/events.js'
import { groupBy } from './support/group-by.js'
import { letsThrough, periodOf } from './support/insight-reference.js'
import { referenceGenerations } from './support/kept-reference.js'
import { randomEvents } from './support/random-events.js'
import { referenceSessions } from './support/session-reference.js'

type Around = {
  interval: RetentionInput['interval']
  zone: string
  now: number
  isAskedAbout: (userId: string) => boolean
}

/** The cohorts from one date to another, from the definition. */
function referenceCohorts(
  events: Event[],
  { from, to, periods }: Record<'from' | 'to' | 'periods', number>,
  around: Around,
): Cohort[] {
  const { interval, zone, now, isAskedAbout } = around
  const lengthMs = interval === 'day' ? DAY : 7 * DAY
  const startOf = (time: number) => Date.parse(periodOf(interval, zone, time))
  const byUser = groupBy(referenceSessions(events), ({ userId }) => userId)
  const lives = [...byUser]
    .filter(([userId]) => isAskedAbout(userId))
    .map(([_, sessions]) => sessions.map(({ startedAt }) => startOf(startedAt)))
  const cohorts: Cohort[] = []
  for (let start = startOf(from); start <= startOf(to - 1); start += lengthMs) {
    const own = lives.filter((life) => Math.min(...life) === start)
    const active: number[] = []
    for (let period = start; period <= startOf(now) && active.length <= periods; period += lengthMs)
      active.push(own.filter((life) => life.includes(period)).length)
    cohorts.push({ date: iso(start).slice(0, 10), users: own.length, active })
  }
  return cohorts
}

it.each(['America/New_York', 'America/Sao_Paulo'])(
  'cohorts, of all users or of those whom the filters leave, are what a plain count says, in %s',
  async (zone) => {
    let now = NOW
    let appId = 100
    const url = await newDatabase()
    const store = await openTestStore({ url, now: () => now })
    const database = connect(url)
    const question = fc.record({
      interval: fc.constantFrom('day' as const, 'week' as const),
      periods: fc.integer({ min: 1, max: 4 }),
      offset: fc.integer({ min: -3 * DAY, max: DAY }),
      length: fc.integer({ min: 1, max: 9 * DAY }),
      filters: fc.constantFrom<Filter[]>(
        [],
        [{ dimension: 'mood', op: 'is', values: ['dark'] }],
        [{ dimension: 'aiEnhanced', op: 'isNot', values: ['true'] }],
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        randomEvents,
        question,
        async ({ events, sent, middle }, { interval, periods, offset, length, filters }) => {
          now = middle + 3 * DAY
          appId += 1
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
            args: [appId, `app-${appId}`, zone],
          })
          await store.importEvents(sent, appId)
          const [from, to] = [middle + offset, middle + offset + length]
          const input = { range: { from: iso(from), to: iso(to) }, interval, periods, filters }
          const { cohorts } = await store.insight({ name: 'retention', appId, input })
          const made = referenceGenerations(events).filter(
            (event) => Date.parse(event.occurredAt) >= from && Date.parse(event.occurredAt) < to,
          )
          const whoMade = made
            .filter((event) => letsThrough(filters, event, { zone, events }))
            .map(({ userId }) => userId)
          const isAskedAbout = (userId: string) => filters.length === 0 || whoMade.includes(userId)
          expect(cohorts).toEqual(
            referenceCohorts(events, { from, to, periods }, { interval, zone, now, isAskedAbout }),
          )
        },
      ),
      { numRuns: 40 },
    )
  },
)

it('whoever was there before the range is not new in it', async () => {
  const store = await openTestStore()
  const visit = (userId: string, daysAgo: number) => sessionStart({ userId, at: NOW - daysAgo * DAY })
  await store.importEvents([visit('old', 60), visit('old', 2), visit('new', 2), visit('new', 1), visit('newer', 1)], 1)
  const range = { from: iso(NOW - 2 * DAY - HOUR), to: iso(NOW) }
  expect(await store.insight({ name: 'retention', appId: 1, input: { range, interval: 'day' } })).toEqual({
    ...range,
    isCut: false,
    cohorts: [
      { date: '2026-11-22', users: 1, active: [1, 1, 0] },
      { date: '2026-11-23', users: 1, active: [1, 0] },
      { date: '2026-11-24', users: 0, active: [0] },
    ],
  })
})
