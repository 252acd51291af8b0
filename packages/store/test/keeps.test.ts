import type { Event } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, HOUR, interaction, NOW } from './support/events.js'
import { referenceRollups, storedRollups } from './support/rollup-reference.js'

const WEEK = 7 * DAY
const LABELS_PER_DAY = 2
const uuid = (number: number) => `ABCDEF00-0000-7000-8000-${String(number).padStart(12, '0')}`

const drawnEvent = fc.record({
  isKeep: fc.boolean(),
  action: fc.constantFrom('save', 'download', 'share', 'like', 'play', 'Save'),
  /** Of a track with an id of its own, one whose id is a UUID, and one that goes by its event's. */
  track: fc.constantFrom('own', 'uuid', 'event'),
  offset: fc.constantFrom(0, 0, 1, -1, HOUR, DAY, WEEK, WEEK + 1, WEEK + HOUR),
  spelling: fc.constantFrom('as it is', 'small', 'without dashes'),
  outcome: fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled'),
  style: fc.constantFrom('a', 'b', 'c'),
  instruments: fc.constantFrom<string[]>(['piano'], ['piano', 'drums', 'piano'], []),
})
type Drawn = typeof drawnEvent extends fc.Arbitrary<infer Each> ? Each : never

const spelled = (id: string, spelling: Drawn['spelling']) =>
  spelling === 'small' ? id.toLowerCase() : spelling === 'without dashes' ? id.replaceAll('-', '') : id

function toEvent({ isKeep, action, track, offset, spelling, ...made }: Drawn, index: number): Event {
  const at = NOW + offset
  // The first event of all is the one whose UUID others name.
  const generationId = track === 'own' ? 'track-1' : track === 'uuid' ? uuid(999) : uuid(1)
  if (isKeep && index > 0)
    return interaction({ id: uuid(index + 1), at, action, generationId: spelled(generationId, spelling) })
  const { outcome, style, instruments } = made
  const common = { id: uuid(index + 1), at, outcome, style, instruments, prompt: `${style} ${index}` }
  return generation({ ...common, ...(track === 'event' ? {} : { generationId }) })
}

/** Events in any order, some twice, cut into deliveries. */
const deliveries = fc
  .array(drawnEvent, { minLength: 3, maxLength: 14 })
  .map((drawn) => drawn.map(toEvent))
  .chain((events) =>
    fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events))
      .chain(([all, repeated]) =>
        fc.integer({ min: 1, max: 8 }).map((size) => {
          const sent = [...all, ...repeated]
          return Array.from({ length: Math.ceil(sent.length / size) }, (_, part) =>
            sent.slice(part * size, (part + 1) * size),
          )
        }),
      ),
  )

describe('keeps', () => {
  it('count once for each generation that they keep within a week, in any order, and a rebuild counts the same', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url, labelsPerDay: LABELS_PER_DAY })
    const database = connect(url)
    let appId = 100
    await fc.assert(
      fc.asyncProperty(deliveries, fc.constantFrom('UTC', 'America/Sao_Paulo'), async (cut, zone) => {
        appId += 1
        await database.execute({
          sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
          args: [appId, `app-${appId}`, zone],
        })
        await Promise.all(cut.slice(0, 2).map((part) => store.importEvents(part, appId)))
        for (const part of cut.slice(2)) await store.importEvents(part, appId)
      }),
      { numRuns: 120 },
    )
    const stored = await storedRollups(database)
    expect(stored).toEqual(await referenceRollups(database, LABELS_PER_DAY))
    const { rows } = await database.execute('SELECT count(*) AS kept FROM event WHERE type = 4 AND kept = 1')
    expect(rows[0]?.kept).toBeGreaterThan(25)

    const marks = 'SELECT id, kept FROM event ORDER BY id'
    const before = (await database.execute(marks)).rows
    await database.execute('UPDATE event SET kept = CASE WHEN id % 2 = 0 THEN 1 END')
    await store.rebuild()
    expect((await database.execute(marks)).rows).toEqual(before)
    expect(await storedRollups(database)).toEqual(stored)
  })

  it('are told as a rate of what succeeded with its interval, of each app apart, as soon as they come', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    await connect(url).execute(
      "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (2, 'other', '', 'UTC', 0)",
    )
    const made = ['one', 'two', 'three', 'four'].map((generationId) =>
      generation({ at: NOW - HOUR, generationId, style: generationId === 'one' ? 'loved' : 'plain' }),
    )
    const failed = generation({ at: NOW - HOUR, outcome: 'failed', generationId: 'five' })
    const keep = (generationId: string) => interaction({ at: NOW - 1, action: 'download', generationId })
    await store.importEvents([...made, failed], 1)
    await store.importEvents(
      made.slice(0, 1).map((event) => ({ ...event, id: uuid(5) })),
      2,
    )
    await store.importEvents([keep('one'), keep('five'), keep('nobody made this')], 1)
    const input = { range: { days: 1 } }
    expect((await store.summary(1, input)).generations).toMatchObject({
      kept: 1,
      keepRate: 0.25,
      keepInterval: { low: expect.closeTo(0.0456, 4), high: expect.closeTo(0.6994, 4) },
    })
    expect((await store.summary(2, input)).generations).toMatchObject({ kept: 0, keepRate: 0 })
    await store.importEvents([keep('one')], 1)
    const { rows } = await store.insight({
      name: 'breakdown',
      appId: 1,
      input: { ...input, dimension: 'style', metric: 'keepRate' },
    })
    expect(rows.map(({ value, kept, keepRate }) => [value, kept, keepRate?.share])).toEqual([
      ['loved', 1, 1],
      ['plain', 0, 0],
    ])
  })
})
