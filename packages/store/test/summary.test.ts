import { randomUUID } from 'node:crypto'
import { type Event, OUTCOMES } from '@son1k/contract'
import { DEFAULT_APP_ID } from '@son1k/store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import {
  DAY,
  delivery,
  generation,
  generationStart,
  HOUR,
  interaction,
  iso,
  MINUTE,
  NOW,
  sessionEnd,
  sessionStart,
} from './support/events.js'
import { expectSummary } from './support/expect-summary.js'
import { referenceSummary, startOfWindow } from './support/summary-reference.js'

const week = { range: { days: 7 } }

describe('a summary', () => {
  it('is zeros and empty lists where nothing happened', async () => {
    const store = await openTestStore()
    expect(await store.summary(DEFAULT_APP_ID, week)).toEqual({
      from: '2026-11-17T12:00:00.000Z',
      to: '2026-11-24T12:30:00.000Z',
      generations: {
        total: 0,
        succeeded: 0,
        failed: 0,
        cancelled: 0,
        abandoned: 0,
        successRate: null,
        successInterval: null,
        kept: 0,
        keepRate: null,
        keepInterval: null,
        aiEnhanced: 0,
        aiShare: null,
        audioSeconds: 0,
        averageDurationSeconds: 0,
        averageGenerationSeconds: 0,
        generationSeconds: { p50: null, p90: null, p95: null, p99: null },
        realTimeFactor: { p50: null, p95: null },
      },
      sessions: {
        total: 0,
        uniqueUsers: 0,
        newUsers: 0,
        returningUsers: 0,
        generationsPerSession: null,
        averageDurationSeconds: 0,
        medianDurationSeconds: null,
      },
      popularStyles: [],
      popularPrompts: [],
      aiUsageByDay: [],
    })
  })

  it('starts at the full hour and counts what happens at this very millisecond', async () => {
    const store = await openTestStore()
    const start = NOW - 7 * DAY - 30 * MINUTE
    await store.importEvents([generation({ at: start - 1 }), generation({ at: start }), generation({ at: NOW })], 1)
    expect((await store.summary(1, week)).generations.total).toBe(2)
  })

  it('starts at the full hour on the clocks of the app', async () => {
    const store = await openTestStore({ timeZone: 'Asia/Kathmandu' })
    expect((await store.summary(1, week)).from).toBe('2026-11-17T12:15:00.000Z')
  })

  it('counts the generation of a client whose clock is a little ahead', async () => {
    const store = await openTestStore()
    await store.ingest([generation({ at: NOW + 4_000 })], delivery({ sentAt: NOW + 4_000 }))
    expect((await store.summary(1, week)).generations.total).toBe(1)
  })

  it('excludes the end of a range', async () => {
    const store = await openTestStore()
    await store.importEvents([generation({ at: NOW - HOUR }), generation({ at: NOW })], 1)
    const range = { from: iso(NOW - HOUR), to: iso(NOW) }
    expect((await store.summary(1, { range })).generations.total).toBe(1)
  })

  it('answers the period of the same length before, when it is asked to compare', async () => {
    const store = await openTestStore()
    await store.importEvents([generation({ at: NOW - HOUR }), generation({ at: NOW - 8 * DAY, style: 'lofi' })], 1)
    const { previous, generations } = await store.summary(1, { ...week, compare: true })
    expect(generations.total).toBe(1)
    expect(previous).toMatchObject({
      from: '2026-11-10T11:30:00.000Z',
      to: '2026-11-17T12:00:00.000Z',
      generations: { total: 1 },
      popularStyles: [{ value: 'lofi', count: 1 }],
    })
  })

  it('counts a start without an end as abandoned only when an hour has passed', async () => {
    const store = await openTestStore()
    const started = (age: number, generationId = randomUUID()) => generationStart({ at: NOW - age, generationId })
    const [endedInTime, endedLate, endedByUuid, saidAbandoned] = [1, 2, 3, 4].map(() => started(3 * HOUR))
    const end = (start: typeof endedLate, after: number) => ({
      generationId: start?.generationId ?? '',
      at: NOW - 3 * HOUR + after,
    })
    await store.importEvents(
      [
        started(HOUR),
        started(HOUR - 1),
        ...[endedInTime, endedLate, endedByUuid, saidAbandoned].filter((event) => event !== undefined),
        generation(end(endedInTime, HOUR)),
        generation(end(endedLate, HOUR + 1)),
        generation({ id: endedByUuid?.generationId ?? '', at: NOW - 3 * HOUR + 1 }),
        generation({ ...end(saidAbandoned, 2 * HOUR), outcome: 'abandoned' }),
      ],
      1,
    )
    const { abandoned, total } = (await store.summary(1, week)).generations
    expect({ abandoned, total }).toEqual({ abandoned: 3, total: 3 })
  })

  it.each(['Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'])(
    'agrees with a plain count of random events in %s, across changes of the clocks',
    async (timeZone) => {
      await agreesWithReference(timeZone)
    },
  )
})

/** Days on which clocks change: New York and Sao Paulo (2018, at midnight), Lord Howe (by half an hour). */
const CHANGES = ['2026-11-01T05:00:00Z', '2026-03-08T06:00:00Z', '2018-11-04T02:00:00Z', '2026-04-04T14:30:00Z']

const seconds = fc.integer({ min: 0, max: 300_000 }).map((milliseconds) => milliseconds / 1_000)
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const drawnEvents = fc.array(
  fc.record({
    kind: fc.constantFrom('generation', 'generation', 'generation', 'start', 'session', 'end', 'click', 'keep'),
    offset: fc.oneof(
      fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      fc.constantFrom(-3, -40, -70).map((days) => days * DAY),
    ),
    style: optional(
      fc.constantFrom('synthwave', 'Synthwave', 'électro', '\u{1f3b9}', '\uffee', 'a', 'b', 'c', 'd', 'e', 'f'),
    ),
    prompt: optional(fc.constantFrom('épica', 'epica', "' OR 1=1 --")),
    outcome: optional(fc.constantFrom(...OUTCOMES)),
    durationSeconds: optional(seconds),
    generationSeconds: optional(seconds),
    aiEnhanced: optional(fc.boolean()),
    track: fc.integer({ min: 1, max: 5 }),
    session: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 60 },
)
type Drawn = typeof drawnEvents extends fc.Arbitrary<(infer Each)[]> ? Each : never

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }

function toEvent({ kind, offset, track, session, ...fields }: Drawn, middle: number): Event {
  const common = { at: middle + offset, userId: `user_${session % 3}` }
  const sessionId = `00000000-0000-7000-8000-00000000000${session}`
  const generationId = `track-${track}`
  switch (kind) {
    case 'generation':
      return generation({ ...common, ...given(fields), ...(track === 5 ? {} : { generationId }) })
    case 'start':
      return generationStart({ ...common, generationId })
    case 'session':
      return sessionStart({ ...common, sessionId })
    case 'keep':
      return interaction({ ...common, action: 'save', generationId })
    case 'end':
      return sessionEnd({ ...common, sessionId })
    default:
      return interaction({ ...common, sessionId, action: 'page_view' })
  }
}

async function agreesWithReference(timeZone: string): Promise<void> {
  let now = NOW
  let appId = 100
  const url = await newDatabase()
  const store = await openTestStore({ url, now: () => now })
  const database = connect(url)
  const run = fc.asyncProperty(
    drawnEvents,
    fc.constantFrom(...CHANGES),
    fc.integer({ min: 1, max: 4 }),
    async (drawn, change, days) => {
      const middle = Date.parse(change)
      now = middle + DAY
      appId += 1
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
        args: [appId, `app-${appId}`, timeZone],
      })
      const events = drawn.map((each) => toEvent(each, middle))
      await store.importEvents(events, appId)
      const from = startOfWindow(days, now, timeZone)
      const upToNow = referenceSummary(events, { from, to: now + 5 * MINUTE + 1, now, zone: timeZone })
      expectSummary(await store.summary(appId, { range: { days } }), { ...upToNow, to: iso(now) })
      const exact = { from: middle - DAY, to: middle + HOUR }
      expectSummary(
        await store.summary(appId, { range: { from: iso(exact.from), to: iso(exact.to) } }),
        referenceSummary(events, { ...exact, now, zone: timeZone }),
      )
    },
  )
  await fc.assert(run, { numRuns: 40 })
}
