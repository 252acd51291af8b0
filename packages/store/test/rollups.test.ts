import type { Event } from '@son1k/contract'
import { OUTCOMES } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import {
  DAY,
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
import { referenceRollups, storedRollups } from './support/rollup-reference.js'

/** Days on which clocks change: in New York, in Sao Paulo at midnight, in Lord Howe by half an hour. */
const CHANGES = ['2026-11-01T05:00:00Z', '2018-11-04T02:00:00Z', '2026-04-04T14:30:00Z']
const uuid = (space: string, number: number) => `00000000-0000-7000-${space}-${String(number).padStart(12, '0')}`

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const drawnEvent = fc.record({
  kind: fc.constantFrom('generation', 'generation', 'start', 'session', 'end', 'click', 'keep', 'keep'),
  offset: fc.oneof(
    fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    fc.integer({ min: -30, max: 30 }).map((minutes) => minutes * 60_000),
    fc.constantFrom(0, 7 * DAY, 7 * DAY + 1),
  ),
  user: fc.integer({ min: 1, max: 3 }),
  session: fc.integer({ min: 1, max: 4 }),
  track: fc.integer({ min: 1, max: 3 }),
  action: fc.constantFrom('save', 'download', 'share', 'like', 'play', 'Save'),
  outcome: optional(fc.constantFrom(...OUTCOMES)),
  style: optional(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
  prompt: optional(fc.constantFrom('épica', 'epica', '')),
  tempoBpm: optional(fc.constantFrom(0, 59.999, 60, 128)),
  instruments: optional(fc.array(fc.constantFrom('piano', 'drums', '1'), { maxLength: 3 })),
  aiEnhanced: optional(fc.boolean()),
  durationSeconds: optional(fc.constantFrom(0, 30, 120.5)),
  generationSeconds: optional(fc.constantFrom(0, 0.001, 4, 4.1, 300)),
  errorMessage: optional(fc.constantFrom('out of memory', 'no model')),
})
type Drawn = typeof drawnEvent extends fc.Arbitrary<infer Each> ? Each : never

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }

function toEvent(drawn: Drawn, index: number, middle: number): Event {
  const { kind, offset, user, session, track, action, ...fields } = drawn
  // Ids that neither rise nor fall with the place in the list.
  const common = { id: uuid('8000', (index * 7_919) % 10_007), at: middle + offset, userId: `user_${user}` }
  const sessionId = uuid('9000', session)
  // The third track has no id of its own: its start names the UUID of a generation that may come.
  const generationId = track === 3 ? uuid('8000', 7_919) : `track-${track}`
  switch (kind) {
    case 'generation':
      return generation({ ...common, sessionId, ...given(fields), ...(track === 3 ? {} : { generationId }) })
    case 'start':
      return generationStart({ ...common, generationId })
    case 'session':
      return sessionStart({ ...common, sessionId })
    case 'keep':
      // A UUID is the same however it is written.
      return interaction({
        ...common,
        action,
        generationId: index % 2 ? generationId.replaceAll('-', '') : generationId,
      })
    case 'end':
      return sessionEnd({ ...common, sessionId })
    default:
      return interaction({ ...common, sessionId, action: 'page_view' })
  }
}

/** Events around a change of clocks, in any order, some of them twice, cut into deliveries. */
const deliveries = fc
  .record({ drawn: fc.array(drawnEvent, { minLength: 1, maxLength: 25 }), change: fc.constantFrom(...CHANGES) })
  .chain(({ drawn, change }) => {
    const events = drawn.map((each, index) => toEvent(each, index, Date.parse(change)))
    return fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.shuffledSubarray(events),
        fc.integer({ min: 1, max: 12 }),
      )
      .map(([all, repeated, size]) => {
        const sent = [...all, ...repeated]
        return Array.from({ length: Math.ceil(sent.length / size) }, (_, part) =>
          sent.slice(part * size, (part + 1) * size),
        )
      })
  })

const LABELS_PER_DAY = 3

describe('rollups', () => {
  it.each(['Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'])(
    'are what the raw rows say, in whatever order they came, and a rebuild makes the same, in %s',
    async (timeZone) => {
      const url = await newDatabase()
      const store = await openTestStore({ url, labelsPerDay: LABELS_PER_DAY })
      const database = connect(url)
      let appId = 100
      await fc.assert(
        fc.asyncProperty(deliveries, async (cut) => {
          appId += 1
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
            args: [appId, `app-${appId}`, timeZone],
          })
          await Promise.all(cut.slice(0, 2).map((part) => store.importEvents(part, appId)))
          for (const part of cut.slice(2)) await store.importEvents(part, appId)
        }),
        { numRuns: 25 },
      )
      const stored = await storedRollups(database)
      expect(stored).toEqual(await referenceRollups(database, LABELS_PER_DAY))
      await store.rebuild()
      expect(await storedRollups(database)).toEqual(stored)
    },
  )

  it('are put right by a rebuild while events come in', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const database = connect(url)
    const middle = Date.parse('2026-11-01T05:00:00Z')
    const made = (index: number) =>
      generation({
        at: middle - index * HOUR,
        sessionId: uuid('9000', index),
        userId: `user_${index}`,
        style: `style ${index % 7}`,
        generationSeconds: index,
      })
    await store.importEvents(
      Array.from({ length: 200 }, (_, index) => made(index)),
      1,
    )
    await database.executeMultiple(`
      UPDATE rollup_total SET succeeded = succeeded + 7;
      DELETE FROM rollup_label WHERE label_id % 2 = 0;
      DELETE FROM user_day WHERE user_id % 2 = 0;
      UPDATE rollup_latency SET count = 1000;`)
    const range = { from: iso(middle - 300 * HOUR), to: iso(middle + HOUR) }
    expect((await store.summary(1, { range })).sessions.uniqueUsers).toBeLessThan(200)
    const done: number[] = []
    await Promise.all([
      store.rebuild({
        onProgress: (progress) => {
          if (progress.part === 'rollups') done.push(progress.done / progress.total)
        },
      }),
      ...Array.from({ length: 40 }, (_, index) => store.importEvents([made(200 + index)], 1)),
    ])
    expect(done.at(-1)).toBe(1)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(await storedRollups(database)).toEqual(await referenceRollups(database, 10_000))
    const { generations, sessions } = await store.summary(1, { range })
    expect([generations.total, sessions.uniqueUsers]).toEqual([240, 240])
  })

  it('are put right from a day of the app on, and its month, and stay as they were before', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url, timeZone: 'Asia/Kathmandu' })
    const database = connect(url)
    const midnight = Date.parse('2026-11-10T00:00:00+05:45')
    const times = [-40 * DAY, -DAY, -1, 0, 3 * DAY, 30 * DAY]
    await store.importEvents(
      times.map((offset) => generation({ at: midnight + offset })),
      1,
    )
    const right = await storedRollups(database)
    await database.execute('UPDATE rollup_total SET succeeded = 9')
    await store.rebuild({ fromDate: '2026-11-10' })
    const { rows } = await database.execute(`
      SELECT tier, date, succeeded FROM rollup_total JOIN bucket ON bucket.id = bucket_id WHERE tier > 1
      ORDER BY tier, starts_at`)
    expect(rows.map(({ tier, date, succeeded }) => [tier, date, succeeded])).toEqual([
      [2, '2026-10-01', 9],
      [2, '2026-11-09', 9],
      [2, '2026-11-10', 1],
      [2, '2026-11-13', 1],
      [2, '2026-12-10', 1],
      [3, null, 9],
      // The days before are as wrong as they were.
      [3, null, 11],
      [3, null, 1],
    ])
    await Promise.all([store.rebuild({ fromDate: '2026-11-10' }), store.rebuild({ onProgress: () => undefined })])
    expect(await storedRollups(database)).toEqual(right)
    for (const fromDate of ['2026-02-30', 'yesterday', '2026-1-1', ''])
      await expect(store.rebuild({ fromDate })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining('such as 2026-11-01'),
      })
  })

  it('have the end of a session that was ended by its id alone, at its last event or at the call', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const [ahead, behind] = [uuid('9000', 1), uuid('9000', 2)]
    // One client's clock is ahead of ours, so that its last event lies in the next hour.
    const receivedAt = NOW + 28 * MINUTE
    await store.ingest(
      [sessionStart({ sessionId: ahead, at: NOW + 32 * MINUTE }), sessionStart({ sessionId: behind, at: NOW })],
      { appId: 1, receivedAt },
    )
    const ends = [ahead, behind].map((sessionId) => store.endSession(sessionId, { appId: 1, receivedAt }))
    expect(await Promise.all(ends)).toEqual([true, true])
    const database = connect(url)
    expect(await storedRollups(database)).toEqual(await referenceRollups(database, 10_000))
    const { rows } = await database.execute('SELECT count(DISTINCT hour_id) AS hours FROM event WHERE type = 2')
    expect(rows[0]?.hours).toBe(2)
  })

  it('tell how far a list may be off when a day has more labels than are told apart', async () => {
    const store = await openTestStore({ labelsPerDay: 2 })
    const at = Date.parse('2026-11-24T10:00:00Z')
    const styles = ['first', 'second', 'third', 'third', 'third', 'first']
    await store.importEvents(
      styles.map((style, index) => generation({ at: at + index, style, prompt: 'the same' })),
      1,
    )
    expect(await store.summary(1, { range: { days: 1 } })).toMatchObject({
      generations: { total: 6 },
      popularStyles: [
        { value: 'first', count: 2 },
        { value: 'second', count: 1 },
      ],
      popularPrompts: [{ value: 'the same', count: 6 }],
      approximate: { popularStyles: 3 },
    })
  })
})
