import type { Event, InsightInputs, InsightName } from '@son1k/contract'
import { examine, type Store } from '@son1k/store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableRollups } from './support/comparable-rollups.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, interaction, NOW, sessionStart } from './support/events.js'
import { holds } from './support/holds.js'
import { randomEvents } from './support/random-events.js'

const ERASED = 'user_1'
const erase = (store: Store, userId = ERASED) => store.people.eraseUser({ appId: 1, userId, actor: 'a test' })
const findingsOf = async (url: string) => (await examine({ url, labelsPerDay: 3 })).findings

describe('an erased person', () => {
  it('leaves every number as if they had never been there', { timeout: 120_000 }, async () => {
    const zone = 'America/New_York'
    let [appId, now] = [100, 0]
    const open = async () => {
      const url = await newDatabase()
      const store = await openTestStore({ url, now: () => now, labelsPerDay: 3, timeZone: zone })
      return { url, store, database: connect(url) }
    }
    const [erased, never] = [await open(), await open()]
    await fc.assert(
      fc.asyncProperty(randomEvents, async ({ events, sent, middle }) => {
        appId += 1
        now = middle + 3 * DAY
        const others = new Set(events.filter(({ userId }) => userId !== ERASED).map(({ id }) => id))
        for (const { database } of [erased, never])
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
            args: [appId, `app-${appId}`, zone],
          })
        await erased.store.importEvents(sent, appId)
        const theirs = sent.filter(({ id }) => others.has(id))
        if (theirs.length > 0) await never.store.importEvents(theirs, appId)
        if (theirs.length < sent.length) await erased.store.people.eraseUser({ appId, userId: ERASED, actor: 'a test' })
        const whole = { appId, rollupsFrom: 0 }
        const sums = async ({ database }: typeof erased) => withoutBuckets(await comparableRollups(database, whole))
        expect(await sums(erased)).toEqual(await sums(never))
        expect(await sessionsIn(erased.database, appId)).toEqual(await sessionsIn(never.database, appId))
        for (const { name, ask } of QUESTIONS)
          expect(await ask(erased.store, appId), name).toEqual(await ask(never.store, appId))
        const summary = ({ store }: typeof erased) => store.summary(appId, { range: { days: 30 }, compare: true })
        expect(await summary(erased)).toEqual(await summary(never))
      }),
      { numRuns: 15 },
    )
    expect(await findingsOf(erased.url)).toEqual([])
  })

  it('leaves none of their texts in the files of the database', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const theirs = { userId: 'mallory@example.org', sessionId: '00000000-0000-7000-9000-0000000000aa' }
    const words = Array.from({ length: 600 }, (_, index) => `quetzal${index}nocturne`)
    const events = words.flatMap((word, index) => {
      const at = NOW - index * 1_000
      return [
        generation({ userId: 'somebody', prompt: `other song ${index}`, at }),
        generation({ ...theirs, prompt: `a ${word} over the city`, params: { note: word }, at }),
        generation({ ...theirs, outcome: 'failed', errorMessage: `no ${word} model`, at }),
        interaction({ ...theirs, action: 'search', value: word, metadata: { word }, at }),
      ]
    })
    // Rows are moved between pages, as they are when they come one after the other.
    while (events.length > 0) await store.ingest(events.splice(0, 100), delivery())
    expect(await holds(url, 'nocturne')).toBe(true)
    expect(await erase(store, theirs.userId)).toEqual({ events: 1_800, sessions: 1 })
    for (const text of ['nocturne', 'quetzal', theirs.userId]) expect(await holds(url, text), text).toBe(false)
    expect(await holds(url, 'other song 7')).toBe(true)
  })

  it('leaves old sums as they are, but for the texts that nobody else is known to have used', async () => {
    let now = NOW - 60 * DAY
    const url = await newDatabase()
    const store = await openTestStore({ url, now: () => now })
    const database = connect(url)
    const make = (userId: string, prompt: string) =>
      generation({ userId, prompt, sessionId: '00000000-0000-7000-9000-00000000000b', at: now })
    const send = (events: Event[]) => store.ingest(events, delivery({ receivedAt: now }))
    await send([make(ERASED, 'my secret song'), make('user_2', 'everybody sings')])
    now = NOW
    await send([make(ERASED, 'my secret song'), make('user_2', 'everybody sings')])
    await store.prune({ retentionDays: 8 })
    const before = await store.summary(1, { range: { days: 90 } })
    await erase(store)
    const after = await store.summary(1, { range: { days: 90 } })
    expect(after.generations.total).toBe(before.generations.total - 1)
    const old = await comparableRollups(database, { appId: 1, rollupsFrom: 0 })
    const days = old.labels?.filter(({ tier, dimension }) => tier === 2 && dimension === 6)
    expect(days?.map(({ word, succeeded }) => [word, succeeded])).toEqual([
      [0, 1],
      ['everybody sings', 1],
      ['everybody sings', 1],
    ])
    expect(await holds(url, 'my secret song')).toBe(false)
    expect(await findingsOf(url)).toEqual([])
  })

  it('is a new person when they come again, whose number nobody had', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const database = connect(url)
    const numbers = async () => (await database.execute('SELECT id FROM user ORDER BY id')).rows.map(({ id }) => id)
    await store.ingest([generation({ userId: ERASED })], delivery())
    const before = await numbers()
    await erase(store)
    expect(await numbers()).toEqual([])
    await store.ingest([generation({ userId: ERASED })], delivery())
    expect(await numbers()).toEqual([Number(before[0]) + 1])
    await expect(erase(store, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is taken out of what waits to be committed, too, and does not come back with the import', async () => {
    const store = await openTestStore()
    const imported = generation({ userId: ERASED, at: NOW - 2 * HOUR })
    await store.importEvents([imported], 1)
    const waiting = store.ingest([generation({ userId: ERASED })], delivery())
    expect(await erase(store)).toEqual({ events: 2, sessions: 0 })
    expect(await waiting).toEqual([{ status: 'accepted' }])
    expect(await store.importEvents([imported], 1)).toEqual([{ status: 'duplicate' }])
    expect((await store.status(1)).events).toBe(0)
  })

  it('is erased by the next start where the last one was cut off', async () => {
    const url = await newDatabase()
    const first = await openTestStore({ url })
    await first.ingest([generation({ userId: ERASED, prompt: 'half gone' })], delivery())
    await first.close()
    const database = connect(url)
    await database.executeMultiple(`
      INSERT INTO audit (at, actor, action, app_id, subject, user_id) SELECT 0, 'x', 'erase', 1, x'00', id FROM user;
      UPDATE ingest_cursor SET last_user_id = 1; DELETE FROM user;`)
    const second = await openTestStore({ url })
    await second.people.resume()
    expect((await second.status(1)).events).toBe(0)
    const [entry] = await second.people.audit(1)
    expect(entry).toMatchObject({ action: 'erase', events: 1, finishedAt: NOW })
    expect(await holds(url, 'half gone')).toBe(false)
  })
})

describe('the export of a person', () => {
  it('has their events and sessions and nobody else’s, and is noted', async () => {
    const store = await openTestStore()
    const session = sessionStart({ userId: 'ana', context: { language: 'es' } })
    const song = generation({ userId: 'ana', sessionId: session.sessionId, prompt: 'lluvia' })
    await store.ingest([session, song, generation({ userId: 'bo' })], delivery())
    const found: unknown[] = []
    for await (const part of store.people.exportUser({ appId: 1, userId: 'ana', actor: 'a test' }))
      found.push(...('events' in part ? part.events : part.sessions))
    expect(found).toMatchObject([
      { sessionId: session.sessionId, context: '{"language":"es"}' },
      { type: 'session.start', userId: 'ana' },
      { type: 'generation', id: song.id, prompt: 'lluvia' },
    ])
    expect(await store.people.audit(1)).toMatchObject([{ action: 'export', actor: 'a test', events: 2, sessions: 1 }])
  })
})

const range = { days: 30 }
const question = <Name extends InsightName>(name: Name, input: InsightInputs[Name]) => ({
  name,
  ask: (store: Store, appId: number): Promise<unknown> => store.insight({ name, appId, input }),
})
const QUESTIONS = [
  question('hours', { range, metric: 'succeeded' }),
  question('breakdown', { range, dimension: 'style', metric: 'succeeded' }),
  question('breakdown', { range, dimension: 'prompt', metric: 'succeeded' }),
  question('errors', { range }),
  question('funnel', { range, steps: [{ state: 'session' }, { state: 'succeeded' }], per: 'user' }),
  question('retention', { range, interval: 'day' }),
  question('lifecycle', { range }),
  question('users', { range }),
]

/** Two databases number their buckets each for itself. */
const withoutBuckets = (rollups: Record<string, Record<string, unknown>[]>) =>
  Object.values(rollups).map((rows) => rows.map(({ bucket_id: _, ...row }) => row))

/** Sessions, but for what two databases number each for itself. */
async function sessionsIn(database: ReturnType<typeof connect>, appId: number) {
  const { rows } = await database.execute(`
    SELECT hex(session.uuid) AS uuid, external_id, started_at, last_at, ended_at, page_views, label.value AS context,
           context_at, hex(first_event_uuid) AS first, hex(context_event_uuid) AS context_event
    FROM session LEFT JOIN user ON user.id = user_id LEFT JOIN label ON label.id = context_id
    WHERE session.app_id = ${appId} ORDER BY 1`)
  return rows.map((row) => ({ ...row }))
}
