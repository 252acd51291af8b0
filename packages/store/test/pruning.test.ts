import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Event } from '@son1k/contract'
import { examine, type PruneProgress, type Store } from '@son1k/store'
import { describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, generationStart, HOUR, iso, MINUTE, NOW } from './support/events.js'
import { storedRollups } from './support/rollup-reference.js'

const KEPT = { retentionDays: 8 }
const MIDNIGHT = Date.parse('2026-11-24T00:00:00Z')

/** A store whose clock the test sets. */
async function openAt(start: number, url?: string) {
  const clock = { now: start }
  const database = url ?? (await newDatabase())
  return { clock, url: database, store: await openTestStore({ url: database, now: () => clock.now }) }
}

const made = (at: number, index = 0): Event =>
  generation({
    at,
    userId: `user ${index}`,
    sessionId: randomUUID(),
    prompt: `prompt ${index}`,
    style: `style ${index % 5}`,
    instruments: ['piano'],
    generationSeconds: 4,
  })

/** An event each hour of so many days before a time, as they came then. */
async function fill(store: Store, { days, until }: { days: number; until: number }): Promise<Event[]> {
  const events = Array.from({ length: days * 24 }, (_, index) => made(until - (index + 1) * HOUR + MINUTE, index))
  for (let day = 0; day < days; day++) {
    const ofDay = events.slice(day * 24, (day + 1) * 24)
    await store.ingest(ofDay, { appId: 1, receivedAt: until - day * DAY - 30 * MINUTE, userAgent: 'curl/8' })
  }
  // The newest to come tells how late it is.
  await store.ingest([made(until)], { appId: 1, receivedAt: until, userAgent: 'curl/8' })
  return events
}

const wholeDays = (from: number, to: number) => ({ range: { from: iso(from), to: iso(to) } })
const countOf = async (url: string, table: string) =>
  Number((await connect(url).execute(`SELECT count(*) AS count FROM ${table}`)).rows[0]?.count)

describe('pruning', () => {
  it('takes whole local days away that are older, says before what would go, and changes no number of them', async () => {
    const { store, url } = await openAt(NOW)
    await fill(store, { days: 12, until: NOW })
    const range = wholeDays(MIDNIGHT - 11 * DAY, MIDNIGHT + DAY)
    const before = await store.summary(1, range)
    const planned = await store.prune({ ...KEPT, dryRun: true })
    expect(planned).toMatchObject({ days: 4, events: 3 * 24 + 12, sessions: 3 * 24 + 12 })
    expect((await store.status(1)).events).toBe(12 * 24 + 1)
    const progress: PruneProgress[] = []
    const { bytes: _, ...gone } = await store.prune({ ...KEPT, onProgress: (each) => progress.push(each) })
    expect(planned).toMatchObject(gone)
    expect(await store.summary(1, range)).toEqual(before)
    expect(new Set(progress.map(({ part }) => part))).toEqual(new Set(['events', 'rollups', 'texts', 'pages']))
    expect(progress.findLast(({ part }) => part === 'events')).toEqual({ part: 'events', done: 168, total: 168 })
    const { rows } = await connect(url).execute('SELECT min(at) AS first, count(*) AS events FROM event')
    expect({ ...rows[0] }).toEqual({ first: MIDNIGHT - 8 * DAY + 31 * MINUTE, events: 8 * 24 + 13 })
    expect((await store.status(1)).events).toBe(8 * 24 + 13)
    expect(await store.prune(KEPT)).toMatchObject({ days: 0, events: 0, sessions: 0 })
    expect((await examine({ url })).findings).toEqual([])
  })

  it('answers in whole days where the raw events are gone, and says so', async () => {
    const { store } = await openAt(NOW)
    await fill(store, { days: 12, until: NOW })
    await store.prune(KEPT)
    const asked = await store.summary(1, { range: { days: 8 }, compare: true })
    // Nothing is gone yet of the last eight days; of those before whole days are told, as many.
    expect([asked.from, asked.previous?.from]).toEqual([iso(MIDNIGHT - 8 * DAY + 12 * HOUR), iso(MIDNIGHT - 16 * DAY)])
    expect(asked.previous?.to).toBe(iso(MIDNIGHT - 8 * DAY + 30 * MINUTE))
    expect(asked.previous?.generations.total).toBe(4 * 24 - 12)
    const { from, to, generations } = await store.summary(1, wholeDays(MIDNIGHT - 11 * DAY + 1, MIDNIGHT - 9 * DAY + 1))
    expect([from, to, generations.total]).toEqual([iso(MIDNIGHT - 11 * DAY), iso(MIDNIGHT - 8 * DAY), 3 * 24])
  })

  it('counts nothing again of what is sent again, live or by an import, after its raw row is gone', async () => {
    const { store, clock, url } = await openAt(NOW)
    const weekAgo = generation({ at: NOW - 7 * DAY })
    const tooOld = generation({ at: NOW - 7 * DAY - 1 })
    const live = { appId: 1, userAgent: 'curl/8' }
    const results = await store.ingest([weekAgo, tooOld], { ...live, receivedAt: NOW })
    expect(results).toMatchObject([{ status: 'accepted' }, { status: 'rejected', code: 'TOO_OLD' }])
    const imported = [100, 200, 300].map((days) => made(NOW - days * DAY, days))
    await store.importEvents(imported, 1)
    clock.now = NOW + 9 * DAY
    await store.ingest([generation({ at: clock.now })], { ...live, receivedAt: clock.now })
    expect(await store.prune(KEPT)).toMatchObject({ days: 4, events: 4 })
    const before = await store.summary(1, { range: { days: 365 } })
    expect(before.generations.total).toBe(5)
    const again = await store.ingest([weekAgo], { ...live, receivedAt: clock.now })
    expect(again).toMatchObject([{ status: 'rejected', code: 'TOO_OLD' }])
    const more = made(NOW - 100 * DAY, 4)
    const outcome = await store.importEvents([...imported, more, more], 1)
    expect(outcome.map(({ status }) => status)).toEqual([...imported.map(() => 'duplicate'), 'accepted', 'duplicate'])
    expect((await store.summary(1, { range: { days: 365 } })).generations.total).toBe(6)
    expect((await store.status(1)).events).toBe(2)
    // Live events are none of the permanent ledger's business.
    expect(await countOf(url, 'imported_event')).toBe(3)
  })

  it('forgets texts, people and agents that nothing names any more, and gives no number of theirs to others', async () => {
    const { store, clock, url } = await openAt(NOW - 40 * DAY)
    const sent = { appId: 1, receivedAt: clock.now }
    const secret = generation({ at: clock.now, outcome: 'cancelled', userId: 'ana', prompt: 'a secret' })
    const counted = generation({ at: clock.now, userId: 'eva', sessionId: randomUUID(), prompt: 'counted' })
    await store.ingest([secret, counted], { ...sent, userAgent: 'curl/8' })
    clock.now = NOW
    await store.ingest([generation({ at: NOW, userId: 'leo', prompt: 'last', style: 'last' })], {
      appId: 1,
      receivedAt: NOW,
    })
    await store.prune(KEPT)
    const database = connect(url)
    const valuesOf = async (sql: string) => (await database.execute(sql)).rows.map((row) => Object.values(row)[0])
    expect(await valuesOf("SELECT value FROM label WHERE value <> 'page_view' ORDER BY 1")).toEqual(['counted', 'last'])
    const spelled = 'SELECT value FROM spelling LEFT JOIN label ON label.id = label_id ORDER BY 1'
    expect(await valuesOf(spelled)).toEqual(['counted', 'last', 'last'])
    // She started a session on a day of which the users are counted.
    expect(await valuesOf('SELECT external_id FROM user ORDER BY 1')).toEqual(['eva', 'leo'])
    expect(await valuesOf('SELECT browser FROM agent')).toEqual([''])
    await store.ingest([generation({ at: NOW, userId: 'new', prompt: 'new' })], { appId: 1, receivedAt: NOW })
    const ids = await valuesOf("SELECT id FROM user WHERE external_id IN ('leo', 'new') ORDER BY external_id")
    expect(Number(ids[1])).toBeGreaterThan(Number(ids[0]))
  })

  it('makes the file smaller, and empties its log', async () => {
    const { store, clock, url } = await openAt(NOW - 30 * DAY)
    const filler = 'x'.repeat(2_000)
    const events = Array.from({ length: 1_500 }, (_, index) => ({
      ...made(clock.now - (index % 20) * HOUR, index),
      params: { filler: `${index}${filler}` },
    }))
    await store.importEvents(events, 1)
    clock.now = NOW
    await store.ingest([made(NOW)], delivery())
    const path = fileURLToPath(url)
    const status = await store.status(1)
    const { bytes } = await store.prune(KEPT)
    expect(bytes).toBeGreaterThan(2_000_000)
    expect((await store.status(1)).bytes).toBe(Number(status.bytes) - Number(bytes))
    expect((await stat(path)).size).toBe(Number(status.bytes) - Number(bytes))
    expect((await stat(`${path}-wal`)).size).toBe(0)
  })

  it('takes nothing away that is young beside the newest event, whatever the clock says', async () => {
    const { store, clock } = await openAt(NOW)
    await fill(store, { days: 7, until: NOW })
    clock.now = NOW + 4_000 * DAY
    expect(await store.prune(KEPT)).toMatchObject({ days: 0, events: 0 })
    expect((await store.status(1)).events).toBe(7 * 24 + 1)
  })

  it('keeps everything with 0 days, and refuses fewer than eight', async () => {
    const { store } = await openAt(NOW)
    await fill(store, { days: 12, until: NOW })
    expect(await store.prune({ retentionDays: 0 })).toMatchObject({ days: 0, events: 0 })
    await expect(store.prune({ retentionDays: 7 })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
    expect((await store.status(1)).events).toBe(12 * 24 + 1)
  })

  it('takes sums away after 25 months, and their people', async () => {
    const { store, clock, url } = await openAt(NOW)
    const ages = [10, 700, 860, 900]
    await store.importEvents(
      ages.map((days) => made(NOW - days * DAY, days)),
      1,
    )
    clock.now = NOW + 9 * DAY
    await store.ingest([made(clock.now, 10)], { appId: 1, receivedAt: clock.now })
    expect(await store.prune(KEPT)).toMatchObject({ events: 4 })
    const years = wholeDays(NOW - 770 * DAY, NOW + 5 * DAY)
    expect((await store.summary(1, years)).generations.total).toBe(2)
    const old = await store.summary(1, wholeDays(NOW - 910 * DAY, NOW - 690 * DAY))
    // Begins where sums do: with the month in which the 775th day before lies.
    expect([old.from, old.generations.total]).toEqual(['2024-10-01T00:00:00.000Z', 1])
    const { rows } = await connect(url).execute(
      "SELECT external_id FROM user WHERE external_id LIKE 'user _%' ORDER BY id",
    )
    // The number of the newest is noted: nobody ever gets it again.
    expect(rows.map((row) => row.external_id)).toEqual(['user 10', 'user 700'])
    expect(await countOf(url, 'ingest_cursor WHERE last_user_id >= 3')).toBe(1)
    expect(await countOf(url, 'bucket WHERE starts_at < 1727740800000')).toBe(0)
    expect((await examine({ url })).findings).toEqual([])
    // Its day has no sums any more, and gets some for once.
    await store.importEvents([made(NOW - 900 * DAY, 10)], 1)
    const recent = await store.summary(1, wholeDays(NOW - 12 * DAY, NOW + 10 * DAY))
    expect(recent.sessions).toMatchObject({ uniqueUsers: 1, newUsers: 1 })
    const remains = 'bucket JOIN rollup_total ON bucket_id = id WHERE starts_at < 1727740800000'
    expect(await countOf(url, remains)).toBe(3)
    await store.prune(KEPT)
    expect(await countOf(url, remains)).toBe(0)
  })

  it('holds up neither events nor questions', async () => {
    const { store } = await openAt(NOW)
    await fill(store, { days: 16, until: NOW })
    const asked = wholeDays(MIDNIGHT - 15 * DAY, MIDNIGHT - DAY)
    const expected = await store.summary(1, asked)
    let isPruned = false
    const pruning = store.prune(KEPT).finally(() => {
      isPruned = true
    })
    let stored = 0
    while (!isPruned) {
      const [results, answer] = await Promise.all([store.ingest([made(NOW)], delivery()), store.summary(1, asked)])
      expect(results).toEqual([{ status: 'accepted' }])
      expect(answer).toEqual(expected)
      stored += 1
    }
    expect(await pruning).toMatchObject({ days: 8 })
    expect((await store.status(1)).events).toBe(8 * 24 + 13 + stored)
  })

  it('stops between two steps when the store closes, and the next run does the rest', async () => {
    const { store, url, clock } = await openAt(NOW)
    await fill(store, { days: 12, until: NOW })
    let closed: Promise<void> | undefined
    const onProgress = () => {
      closed ??= store.close()
    }
    await expect(store.prune({ ...KEPT, onProgress })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    await closed
    const { store: next } = await openAt(clock.now, url)
    expect(await next.prune(KEPT)).toMatchObject({ events: expect.any(Number) })
    expect((await next.status(1)).events).toBe(8 * 24 + 13)
    expect(await countOf(url, 'session')).toBe(8 * 24 + 13)
  })
})

describe('after pruning', () => {
  it('a rebuild leaves alone what has no raw events, and what ended on a day without any', async () => {
    const { store, clock, url } = await openAt(NOW)
    const generationId = 'ended by a clock that was ahead'
    const started = MIDNIGHT + MINUTE
    await store.ingest(
      [generation({ at: started - 2 * MINUTE, generationId }), generationStart({ at: started, generationId })],
      delivery(),
    )
    await store.ingest([generationStart({ at: started + MINUTE, generationId: 'never ended' })], delivery())
    clock.now = MIDNIGHT + 8 * DAY + HOUR
    await store.ingest([generation({ at: clock.now })], { appId: 1, receivedAt: clock.now })
    // Eight days have passed since these came, too.
    clock.now += DAY - HOUR
    await store.ingest([generation({ at: clock.now })], { appId: 1, receivedAt: clock.now })
    expect(await store.prune({ retentionDays: 9 })).toMatchObject({ events: 1 })
    const database = connect(url)
    const before = await storedRollups(database)
    expect(before.openStarts).toMatchObject([{ generation_id: 'never ended' }])
    await store.rebuild()
    expect(await storedRollups(database)).toEqual(before)
  })

  it('a window counts nothing after its end, when all events after it are gone', async () => {
    const { store, clock } = await openAt(NOW)
    const [october, november] = [Date.parse('2026-10-01T00:00:00Z'), Date.parse('2026-11-01T00:00:00Z')]
    await store.importEvents([made(october + 4 * DAY), made(october + 8 * DAY)], 1)
    clock.now = NOW + 60 * DAY
    await store.ingest([made(clock.now)], { appId: 2, receivedAt: clock.now })
    await store.prune(KEPT)
    expect((await store.status(1)).events).toBe(0)
    expect(await store.summary(1, wholeDays(october, october + 6 * DAY))).toMatchObject({ generations: { total: 1 } })
    expect(await store.summary(1, wholeDays(october, november))).toMatchObject({ generations: { total: 2 } })
  })
})
