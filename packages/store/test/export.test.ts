import type { Event } from '@son1k/contract'
import { openForReading, type Store, type StoredEvent } from '@son1k/store'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { eventPageQuery } from '../src/export/event-page.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import {
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

async function exported(store: Pick<Store, 'exportEvents'>, range: { from?: number; to?: number } = {}) {
  const events: StoredEvent[] = []
  for await (const batch of store.exportEvents({ appId: 1, ...range })) events.push(...batch)
  return events
}

const sessionId = '0190c2d0-0000-7000-8000-000000000001'
const everyField: Event[] = [
  sessionStart({ at: NOW - 9 * MINUTE, sessionId, context: { language: 'es', referrer: 'https://music.example' } }),
  interaction({
    at: NOW - 8 * MINUTE,
    sessionId,
    seq: 1,
    page: '/studio',
    value: '',
    metadata: { a: [1, { b: null }] },
  }),
  generationStart({ at: NOW - 7 * MINUTE, generationId: 'track-1', prompt: 'lluvia', params: { seed: 7 } }),
  generation({
    at: NOW - 6 * MINUTE,
    sessionId,
    generationId: 'track-1',
    parentId: 'track-0',
    outcome: 'failed',
    errorMessage: 'out of memory',
    generationSeconds: 14.207,
    durationSeconds: 120.5,
    tempoBpm: 127.5,
    prompt: '=una canción\népica',
    style: 'synthwave',
    scale: 'A minor',
    mood: 'epic',
    instruments: ['synth', 'drums'],
    aiEnhanced: true,
    params: { model: 'v2' },
  }),
  generation({ at: NOW - 5 * MINUTE, outcome: 'succeeded' }),
  sessionEnd({ at: NOW - 4 * MINUTE, sessionId }),
]

it('an export has every field of every event, in the order of time, and what is known of its delivery', async () => {
  const store = await openTestStore()
  const userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
  await store.ingest(everyField.toReversed(), delivery({ userAgent }))
  const known = { receivedAt: iso(NOW), browser: 'Chrome', os: 'Linux', device: 'desktop' }
  expect(await exported(store)).toEqual(everyField.map((event) => ({ ...event, ...known })))
})

it('an export has what lies in its range, of its app alone', async () => {
  const store = await openTestStore()
  const hours = [3, 2, 1].map((hour) => generation({ at: NOW - hour * HOUR }))
  await store.importEvents([...hours, interaction({ at: NOW - 2 * HOUR + 1 })], 1)
  await store.importEvents([generation({ at: NOW - 2 * HOUR })], 2)
  const events = await exported(store, { from: NOW - 2 * HOUR, to: NOW - HOUR })
  expect(events.map(({ occurredAt }) => occurredAt)).toEqual([iso(NOW - 2 * HOUR), iso(NOW - 2 * HOUR + 1)])
})

it('an export of many pages has each event once, also where thousands are of one moment', async () => {
  const store = await openTestStore()
  const events = Array.from({ length: 5_000 }, (_, index) =>
    index % 2 === 0
      ? generation({ at: NOW - (index % 6 === 0 ? index : 0), outcome: index % 4 === 0 ? 'failed' : 'succeeded' })
      : interaction({ at: NOW - (index % 5 === 0 ? index : 0) }),
  )
  await store.importEvents(events, 1)
  const found = await exported(store)
  expect(found).toHaveLength(events.length)
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)))
  const times = found.map(({ occurredAt }) => occurredAt)
  expect(times).toEqual(times.toSorted())
})

it('an export reads a page by an index, not the events of the whole range', async () => {
  const url = await newDatabase()
  await openTestStore({ url })
  const client = connect(url)
  const after = { at: 0, outcome: -1, id: -1 }
  const input = { appId: 1, type: 'generation', after, to: NOW, limit: 10 } as const
  const { sql, params } = eventPageQuery(drizzle(client), input).getQuery()
  const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: params.map(String) })
  const steps = rows.map(({ detail }) => String(detail))
  expect(steps).toContain('SEARCH event USING INDEX event_at (app_id=? AND type=? AND at>? AND at<?)')
  const inner = steps.slice(
    0,
    steps.findIndex((step) => step.startsWith('SCAN')),
  )
  expect(inner).not.toContainEqual(expect.stringContaining('TEMP B-TREE FOR ORDER BY'))
})

it('a database is read while a server has it open, and never made or changed', async () => {
  const url = await newDatabase()
  await expect(openForReading({ url })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: /no database/ })
  const store = await openTestStore({ url })
  await store.importEvents([generation()], 1)
  const reading = await openForReading({ url })
  onTestFinished(() => reading.close())
  expect(await exported(reading)).toHaveLength(1)
  await store.importEvents([generation()], 1)
  expect(await exported(reading)).toHaveLength(2)

  await connect(url).execute(
    'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)',
  )
  await expect(openForReading({ url })).rejects.toMatchObject({ message: expect.stringContaining('migrate') })
})
