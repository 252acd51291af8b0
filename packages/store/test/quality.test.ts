import { type QualityMeasures, SKEW_BANDS } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { lostIn } from '../src/queries/lost-in.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, interaction, iso, MINUTE, NOW } from './support/events.js'
import { type Arrival, referenceLoss, referenceMeasures } from './support/quality-reference.js'
import { dateIn } from './support/summary-reference.js'

const ZONE = 'America/New_York'
/** Days of 25 and of 23 hours there. */
const CHANGES = ['2026-11-01T06:00:00Z', '2026-03-08T07:00:00Z']

it('what a session lost is what a plain count of its numbers says, also over several tabs', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 20 }), (numbers) => {
      expect(lostIn(numbers)).toBe(referenceLoss(numbers))
    }),
  )
  expect(lostIn([0, 1, 2, 5])).toBe(2)
  expect(lostIn([0, 1, 2, 0, 1])).toBe(0)
  expect(lostIn([0, 1, 1, 2, 2])).toBe(1)
  expect(lostIn([Number.MAX_SAFE_INTEGER])).toBe(10_000)
})

const arrival = fc.record({
  app: fc.integer({ min: 0, max: 1 }),
  offsetMs: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
  lateMs: fc.constantFrom(0, HOUR, HOUR + 1, 2 * HOUR),
  session: fc.integer({ min: 1, max: 3 }),
  seq: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  skewMs: fc.constantFrom(null, 0, 5_000, -5_001, MINUTE, -MINUTE - 1, HOUR, HOUR + 1, -2 * HOUR),
})
/** Around a change of the clocks; in any order, and some sent again. */
const arrivals = fc
  .record({ drawn: fc.array(arrival, { minLength: 1, maxLength: 25 }), change: fc.constantFrom(...CHANGES) })
  .chain(({ drawn, change }) => {
    const middle = Date.parse(change)
    const sent = drawn.map(({ offsetMs, skewMs, session, seq, ...each }) => {
      const sessionId = `00000000-0000-7000-9000-00000000000${session}`
      const happenedAt = middle + offsetMs
      // What a client says by its own clock comes out as the time when it happened.
      const event = interaction({ at: happenedAt + (skewMs ?? 0), sessionId, ...(seq !== undefined && { seq }) })
      return { ...each, happenedAt, skewMs, event }
    })
    return fc
      .tuple(fc.shuffledSubarray(sent, { minLength: sent.length }), fc.shuffledSubarray(sent))
      .map(([first, again]) => ({ first, again, middle }))
  })

it('losses, late and repeated events and clocks are what a plain count of random events says, by day and app', async () => {
  let now = NOW
  const url = await newDatabase()
  const store = await openTestStore({ url, now: () => now })
  const database = connect(url)
  let lastAppId = 100
  await fc.assert(
    fc.asyncProperty(arrivals, fc.boolean(), async ({ first, again, middle }, isShort) => {
      now = middle + 3 * DAY
      const appIds = [lastAppId + 1, lastAppId + 2]
      lastAppId += 2
      for (const appId of appIds) {
        await database.execute({
          sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
          args: [appId, `app-${appId}`, ZONE],
        })
      }
      const ingest = ({ app, event, skewMs }: (typeof first)[number], receivedAt: number) =>
        store.ingest([event], {
          appId: appIds[app] ?? 0,
          receivedAt,
          ...(skewMs !== null && { sentAt: receivedAt + skewMs }),
        })
      await Promise.all(first.map((each) => ingest(each, each.happenedAt + each.lateMs)))
      await Promise.all(again.map((each) => ingest(each, now)))
      await store.heartbeat()
      const span = { from: isShort ? middle - 6 * HOUR : middle - 3 * DAY, to: now, zone: ZONE }
      const range = { from: iso(span.from), to: iso(span.to) }
      for (const [app, appId] of appIds.entries()) {
        const own = first.filter((each) => each.app === app)
        const expected = referenceMeasures(
          own.map(({ event, happenedAt, lateMs, skewMs }): Arrival => {
            const at = skewMs !== null && Math.abs(skewMs) < 5_000 ? happenedAt + skewMs : happenedAt
            return { event: { ...event, occurredAt: iso(at) }, receivedAt: happenedAt + lateMs, skewMs }
          }),
          span,
        )
        const { days, total } = await store.insight({ name: 'quality', appId, input: { range } })
        for (const { date, measured } of days) {
          const { bands, skewsMs, ...numbers } = expected(date)
          const skew = Object.fromEntries(SKEW_BANDS.map((band) => [band, bands[band] ?? 0]))
          const { skewSeconds, ...others } = measured ?? {}
          expect([date, others]).toEqual([date, { ...numbers, skew }])
          expectQuantiles(skewSeconds, skewsMs)
        }
        expect(days.map(({ date }) => date)).toEqual(datesIn(span))
        expect(total.duplicates).toBe(again.filter((each) => each.app === app).length)
        expect(total.measured.events).toBe(days.reduce((sum, { measured }) => sum + (measured?.events ?? 0), 0))
      }
    }),
    { numRuns: 15 },
  )
})

/** The days that a span touches, found by quarters of an hour. */
function datesIn({ from, to, zone }: { from: number; to: number; zone: string }): string[] {
  const dates = new Set<string>()
  for (let at = from; at < to; at += 15 * MINUTE) dates.add(dateIn(zone, at))
  return [...dates, ...[dateIn(zone, to - 1)].filter((date) => !dates.has(date))]
}

/** By nearest rank, at most 2 % off. */
function expectQuantiles(found: QualityMeasures['skewSeconds'] | undefined, sortedMs: number[]): void {
  for (const [name, percent] of [['p50', 50] as const, ['p95', 95] as const]) {
    const seconds = (sortedMs[Math.ceil((sortedMs.length * percent) / 100) - 1] ?? Number.NaN) / 1_000
    if (sortedMs.length === 0) expect(found?.[name]).toBeNull()
    else expect(Math.abs((found?.[name] ?? Number.NaN) - seconds)).toBeLessThanOrEqual(seconds * 0.0201)
  }
}

describe('what was not stored', () => {
  const range = { days: 2 }
  it('is on disk a moment later, though nothing closes the store or commits an event', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    store.countLost({ appId: 1, kind: 'rejected', reason: 'TOO_OLD', events: 2 })
    const database = connect(url)
    await vi.waitFor(
      async () => {
        const { rows } = await database.execute('SELECT reason, events FROM lost_event')
        expect(rows.map(({ reason, events }) => [reason, events])).toEqual([['TOO_OLD', 2]])
      },
      { timeout: 20_000 },
    )
  })

  it('is counted by the day that it came, survives a restart, and is told by reason', async () => {
    const url = await newDatabase()
    let now = NOW - DAY
    const first = await openTestStore({ url, now: () => now })
    const event = generation({ at: NOW - DAY })
    await first.ingest([event, event], delivery({ receivedAt: now }))
    first.countLost({ appId: 1, kind: 'rejected', reason: 'TOO_OLD', events: 2 })
    await first.heartbeat()
    first.countLost({ appId: 1, kind: 'rejected', reason: 'TOO_OLD', events: 1 })
    now = NOW
    first.countLost({ appId: 1, kind: 'dropped', reason: 'OVERLOADED', events: 30 })
    first.countLost({ appId: 1, kind: 'clientDropped', reason: 'QUEUE_FULL', events: 4 })
    first.countLost({ appId: 7, kind: 'clientDropped', reason: 'QUEUE_FULL', events: 4 })
    await first.close()
    const store = await openTestStore({ url })
    const { days, total } = await store.insight({ name: 'quality', appId: 1, input: { range } })
    expect(days.slice(-2)).toMatchObject([
      { date: '2026-11-23', duplicates: 1, rejected: { TOO_OLD: 3 }, dropped: {}, clientDropped: {} },
      {
        date: '2026-11-24',
        duplicates: 0,
        rejected: {},
        dropped: { OVERLOADED: 30 },
        clientDropped: { QUEUE_FULL: 4 },
      },
    ])
    expect(total).toMatchObject({ duplicates: 1, rejected: { TOO_OLD: 3 }, measured: { events: 1 } })
  })

  it('of a day of which the raw events have gone is still told', async () => {
    const url = await newDatabase()
    let now = NOW - 12 * DAY
    const store = await openTestStore({ url, now: () => now })
    store.countLost({ appId: 1, kind: 'rejected', reason: 'TOO_OLD', events: 2 })
    await store.ingest([generation({ at: now })], delivery({ receivedAt: now }))
    await store.heartbeat()
    now = NOW
    await store.ingest([generation()], delivery())
    await store.prune({ retentionDays: 8 })
    const { days, isCut } = await store.insight({ name: 'quality', appId: 1, input: { range: { days: 13 } } })
    expect([isCut, days.find(({ date }) => date === '2026-11-12')]).toMatchObject([
      true,
      { rejected: { TOO_OLD: 2 }, measured: null },
    ])
  })
})
