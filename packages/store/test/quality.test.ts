import { type QualityMeasures, SKEW_BANDS } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lostIn } from '../src/queries/lost-in.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, interaction, iso, MINUTE, NOW } from './support/events.js'
import { type Arrival, referenceLoss, referenceMeasures } from './support/quality-reference.js'

const ZONE = 'America/New_York'

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

it('losses, late events and clocks are what a plain count of random events says, by day', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  let appId = 100
  const arrival = fc.record({
    ageMs: fc.integer({ min: 0, max: 3 * DAY }),
    lateMs: fc.constantFrom(0, HOUR, HOUR + 1, 2 * HOUR),
    session: fc.integer({ min: 1, max: 3 }),
    seq: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    skewMs: fc.constantFrom(null, 0, 5_000, -5_001, MINUTE, -MINUTE - 1, HOUR, HOUR + 1, -2 * HOUR),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 25 }), fc.boolean(), async (drawn, isShort) => {
      appId += 1
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
        args: [appId, `app-${appId}`, ZONE],
      })
      const arrivals: Arrival[] = []
      for (const { ageMs, lateMs, session, seq, skewMs } of drawn) {
        const happenedAt = NOW - ageMs
        const receivedAt = happenedAt + lateMs
        const sessionId = `00000000-0000-7000-9000-00000000000${session}`
        const fields = { sessionId, ...(seq !== undefined && { seq }) }
        // What a client says by its own clock comes out as the time when it happened.
        const sent = interaction({ at: happenedAt + (skewMs ?? 0), ...fields })
        await store.ingest([sent], {
          appId,
          receivedAt,
          ...(skewMs !== null && { sentAt: receivedAt + skewMs }),
        })
        const occurredAt = iso(skewMs !== null && Math.abs(skewMs) < 5_000 ? happenedAt + skewMs : happenedAt)
        arrivals.push({ event: { ...sent, occurredAt }, receivedAt, skewMs })
      }
      const span = { from: NOW - (isShort ? 30 * HOUR : 4 * DAY), to: NOW + MINUTE, zone: ZONE }
      const range = { from: iso(span.from), to: iso(span.to) }
      const { days } = await store.insight({ name: 'quality', appId, input: { range } })
      const expected = referenceMeasures(arrivals, span)
      for (const { date, measured } of days) {
        const { bands, skewsMs, ...numbers } = expected(date)
        const skew = Object.fromEntries(SKEW_BANDS.map((band) => [band, bands[band] ?? 0]))
        const { skewSeconds, ...others } = measured ?? {}
        expect([date, others]).toEqual([date, { ...numbers, skew }])
        expectQuantiles(skewSeconds, skewsMs)
      }
      expect(days).toHaveLength(isShort ? 2 : 5)
    }),
    { numRuns: 25 },
  )
})

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
