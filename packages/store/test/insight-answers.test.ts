import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it } from 'vitest'
import { latency } from '../src/queries/latency.js'
import { Steps } from '../src/queries/steps.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, interaction, iso, NOW } from './support/events.js'

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'

it('a timeseries has the day that is 25 hours long, each of its hours, and days on which nothing happened', async () => {
  const store = await openTestStore({ timeZone: 'America/New_York' })
  const at = Date.parse('2026-11-01T05:30:00Z')
  await store.importEvents([generation({ at }), generation({ at: at + HOUR })], 1)
  const range = { from: '2026-10-31T04:00:00Z', to: '2026-11-03T04:00:00Z' }
  const ask = (interval: 'day' | 'hour') =>
    store.insight({ name: 'timeseries', appId: 1, input: { range, metric: 'generations', interval } })
  expect(await ask('day')).toEqual({
    from: '2026-10-31T04:00:00.000Z',
    to: '2026-11-03T04:00:00.000Z',
    isCut: false,
    points: [
      { start: '2026-10-31T00:00:00-04:00', isPartial: false },
      { start: '2026-11-01T00:00:00-04:00', isPartial: false },
      { start: '2026-11-02T00:00:00-05:00', isPartial: true },
    ],
    total: { whole: 2, values: [0, 2, 0] },
  })
  const { points, total } = await ask('hour')
  expect(points).toHaveLength(72)
  const busy = points.filter((_, index) => total.values[index] === 1)
  expect(busy.map(({ start }) => start)).toEqual(['2026-11-01T01:00:00-04:00', '2026-11-01T01:00:00-05:00'])
})

it('a day that is half an hour longer has its own hours when the range ends as far into it as other days are long', async () => {
  const store = await openTestStore({ timeZone: 'Australia/Lord_Howe' })
  await store.importEvents([generation({ at: Date.parse('2026-04-04T15:45:00Z') })], 1)
  const range = { from: '2026-04-04T13:00:00Z', to: '2026-04-05T13:00:00Z' }
  const { points, total } = await store.insight({
    name: 'timeseries',
    appId: 1,
    input: { range, metric: 'generations', interval: 'hour' },
  })
  expect(points.slice(1, 4).map(({ start }) => start)).toEqual([
    '2026-04-05T01:00:00+11:00',
    '2026-04-05T01:30:00+10:30',
    '2026-04-05T02:00:00+10:30',
  ])
  expect(points.at(-1)).toEqual({ start: '2026-04-05T23:00:00+10:30', isPartial: true })
  expect(total.values.slice(0, 4)).toEqual([0, 0, 0, 1])
})

it('what is ahead of the clock by a moment is at the last point of a timeseries, and in its own hour of the week', async () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  const store = await openTestStore({ now: () => now })
  await store.importEvents([generation({ at: now })], 1)
  const asked = { range: { days: 1 }, metric: 'generations' } as const
  const { points, total } = await store.insight({
    name: 'timeseries',
    appId: 1,
    input: { ...asked, interval: 'hour' },
  })
  expect([points.at(-1)?.start, total.values.at(-1)]).toEqual(['2026-11-24T11:00:00+00:00', 1])
  const { days } = await store.insight({ name: 'hours', appId: 1, input: asked })
  expect(days[1]?.[12]).toBe(1)
})

it('weeks begin on Monday, and a comparison is with as long a time before', async () => {
  const store = await openTestStore()
  await store.importEvents([generation({ at: NOW }), generation({ at: NOW - 8 * DAY })], 1)
  const input = { range: { days: 7 }, metric: 'generations', interval: 'week', compare: true } as const
  expect(await store.insight({ name: 'timeseries', appId: 1, input })).toMatchObject({
    points: [
      { start: '2026-11-16T00:00:00+00:00', isPartial: true },
      { start: '2026-11-23T00:00:00+00:00', isPartial: true },
    ],
    total: { whole: 1, values: [0, 1] },
    previous: { to: '2026-11-17T12:00:00.000Z', total: { whole: 1, values: [0, 1] } },
  })
})

it('browsers, systems, devices and bots are told apart', async () => {
  const store = await openTestStore()
  await store.ingest([generation(), generation()], delivery({ userAgent: CHROME }))
  await store.ingest([generation()], delivery({ userAgent: 'curl/8.5.0' }))
  await store.ingest([generation()], delivery())
  const rowsOf = async (dimension: 'browser' | 'os' | 'device' | 'bot') => {
    const input = { range: { days: 1 }, dimension }
    const { rows, unknown } = await store.insight({ name: 'breakdown', appId: 1, input })
    return [...rows.map(({ value, generations }) => [value, generations]), ['unknown', unknown?.generations]]
  }
  expect((await rowsOf('browser'))[0]).toEqual(['Chrome', 2])
  expect((await rowsOf('os'))[0]).toEqual(['Linux', 2])
  expect((await rowsOf('device'))[0]).toEqual(['desktop', 2])
  expect(await rowsOf('bot')).toEqual([
    ['false', 3],
    ['true', 1],
    ['unknown', 0],
  ])
  const filters = [{ dimension: 'bot' as const, op: 'isNot' as const, values: ['true'] }]
  const input = { range: { days: 1 }, metric: 'generations' as const, filters }
  expect((await store.insight({ name: 'hours', appId: 1, input })).whole).toBe(3)
})

it('a row has its share, its success and keep rates with intervals, and its time; the rows add up with the others', async () => {
  const store = await openTestStore()
  const made = (style: string | undefined, count: number) =>
    Array.from({ length: count }, (_, index) =>
      generation({
        at: NOW - HOUR,
        generationSeconds: 4,
        outcome: index === 0 ? 'failed' : 'succeeded',
        generationId: `${style} ${index}`,
        ...(style !== undefined && { style }),
      }),
    )
  await store.importEvents([interaction({ at: NOW - 1, action: 'like', generationId: 'lofi 1' })], 1)
  await store.importEvents([...made('lofi', 5), ...made('techno', 3), ...made(undefined, 2)], 1)
  const input = { range: { days: 1 }, dimension: 'style' as const, limit: 1 }
  const answer = await store.insight({ name: 'breakdown', appId: 1, input })
  expect(answer.rows).toEqual([
    {
      value: 'lofi',
      generations: 5,
      succeeded: 4,
      failed: 1,
      share: 0.5,
      successRate: { share: 0.8, low: expect.closeTo(0.3755, 4), high: expect.closeTo(0.9638, 4) },
      kept: 1,
      keepRate: { share: 0.25, low: expect.closeTo(0.0456, 4), high: expect.closeTo(0.6994, 4) },
      aiEnhanced: 0,
      meanGenerationSeconds: 4,
    },
  ])
  expect([answer.other?.generations, answer.unknown?.generations, answer.total.generations]).toEqual([3, 2, 10])
})

it('says how many generations may be missing where a day has more labels than are told apart', async () => {
  const store = await openTestStore({ labelsPerDay: 2 })
  const at = Date.parse('2026-11-24T10:00:00Z')
  const styles = ['first', 'second', 'third', 'third', 'third', 'first']
  await store.importEvents(
    styles.map((style, index) => generation({ at: at + index, style })),
    1,
  )
  const range = { days: 1 }
  expect(await store.insight({ name: 'breakdown', appId: 1, input: { range, dimension: 'style' } })).toMatchObject({
    values: 2,
    other: { generations: 3 },
    unknown: { generations: 0 },
    approximate: 3,
  })
  const filters = [{ dimension: 'style' as const, op: 'is' as const, values: ['third'] }]
  const series = { range, metric: 'generations', interval: 'day', filters } as const
  expect((await store.insight({ name: 'timeseries', appId: 1, input: series })).approximate).toBe(3)
})

it('answers for the newest part of the range when the time is up, and says which', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const times = [NOW - DAY, NOW - 20 * DAY]
  await store.importEvents(
    times.map((at) => generation({ at, generationSeconds: 4 })),
    1,
  )
  let now = 0
  const steps = new Steps({ limitMs: 8, isCancelled: () => false, clock: () => now++ })
  const filters = [{ dimension: 'page' as const, op: 'isNot' as const, values: ['/'] }]
  const asked = { appId: 1, now: NOW, sessionTimeoutMs: HOUR, input: { range: { days: 30 }, filters } }
  const answer = await latency(drizzle(connect(url)), asked, steps)
  expect(answer).toMatchObject({ to: iso(NOW), isCut: true, count: 1 })
  expect(Date.parse(answer.from)).toBeGreaterThan(NOW - 20 * DAY)
  expect(await store.insight({ name: 'latency', appId: 1, input: asked.input })).toMatchObject({
    isCut: false,
    count: 2,
  })
})
