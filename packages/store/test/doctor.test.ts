import { copyFile, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUp, type ExaminationProgress, examine, type Finding, openStore } from '@son1k/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { generation, generationStart, HOUR, interaction, NOW, sessionStart } from './support/events.js'
import { contentOf } from './support/migrations.js'

const pathOf = (url: string) => url.slice('file:'.length)
const session = (number: number) => `019a0000-0000-7000-9000-${String(number).padStart(12, '0')}`

const filled = await mkdtemp(join(tmpdir(), 'son1k-doctor-'))
const original = `file:${join(filled, 'analytics.db')}`
afterAll(() => rm(filled, { recursive: true }))

/** Some weeks of all kinds of events, in two months of New York. */
beforeAll(async () => {
  const store = await openStore({ url: original, timeZone: 'America/New_York', readers: 1, now: () => NOW })
  const events = Array.from({ length: 60 }, (_, index) => {
    const common = { at: NOW - index * 11 * HOUR, userId: `user_${index % 7}`, sessionId: session(index) }
    return [
      sessionStart({ ...common, context: { referrer: `https://example.org/${index % 3}` } }),
      interaction({ ...common, action: 'page_view' }),
      generationStart({ at: common.at, generationId: `track-${index % 20}` }),
      generation({
        ...common,
        style: `style ${index % 5}`,
        prompt: `prompt ${index}`,
        instruments: ['piano', `drum ${index % 4}`],
        generationSeconds: index,
        durationSeconds: 100,
        ...(index % 9 === 0 && { outcome: 'failed', errorMessage: 'out of memory' }),
      }),
    ]
  })
  await store.importEvents(events.flat(), 1)
  await store.close()
})

/** A copy of them for one test, which no server has open. */
async function filledDatabase(): Promise<string> {
  const path = join(await temporaryFolder(), 'analytics.db')
  await copyFile(pathOf(original), path)
  return `file:${path}`
}

async function damaged(url: string, sql: string): Promise<void> {
  const database = connect(url)
  await database.executeMultiple(sql)
  database.close()
}

const findingsOf = async (url: string) => (await examine({ url })).findings

describe('doctor', () => {
  it('finds nothing in a database as the store makes it, changes nothing, needs no lock, and tells how far it is', async () => {
    const url = await filledDatabase()
    const database = connect(url)
    const before = await contentOf(database)
    const writing = await connect(url).transaction('write')
    const progress: ExaminationProgress[] = []
    const { facts, lockedBy, findings } = await examine({ url, onProgress: (each) => progress.push(each) })
    expect(findings).toEqual([])
    expect(facts).toMatchObject({ journalMode: 'wal', pageBytes: 4096, unusedBytes: expect.any(Number) })
    expect(facts?.bytes).toBeGreaterThan(50_000)
    expect(facts?.freeDiskBytes).toBeGreaterThan(0)
    expect(lockedBy).toBeNull()
    expect(new Set(progress.map(({ part }) => part))).toEqual(new Set(['file', 'rows', 'rollups']))
    for (const part of ['file', 'rows', 'rollups'] as const)
      expect(progress.findLast((each) => each.part === part)).toMatchObject({
        done: progress.find((each) => each.part === part)?.total,
      })
    await writing.rollback()
    expect(await contentOf(database)).toEqual(before)
  })

  it('says who holds the database, and finds nothing while events are stored', async () => {
    const url = await filledDatabase()
    const store = await openTestStore({ url })
    let examined = false
    const storing = Array.from({ length: 4 }, async (_, lane) => {
      for (let index = 0; !examined; index++) {
        const at = NOW - ((index * 4 + lane) % 700) * HOUR
        await store.importEvents([generation({ at, sessionId: session(1_000 + (index % 50)), style: 'new' })], 1)
      }
    })
    const { findings, lockedBy } = await examine({ url })
    examined = true
    await Promise.all(storing)
    expect(findings).toEqual([])
    expect(lockedBy).toContain(`process ${process.pid}`)
  })

  const onDay = (day: string): Pick<Finding, 'days'> => ({ days: [day, day] })
  const saying = (what: string) => ({ what: expect.stringContaining(what) })
  /** What a rebuild puts right: how it is done, on days of its own, and what is to be found. */
  const wrong: Record<string, { sql: string; found: Partial<Finding>[] }> = {
    'sums of a day that say too much': {
      sql: `UPDATE rollup_total SET succeeded = succeeded + 1
            WHERE bucket_id = (SELECT id FROM bucket WHERE date = '2026-11-12')`,
      found: [
        { table: 'rollup_total', ...onDay('2026-11-12'), count: 1 },
        { table: 'rollup_total', ...onDay('2026-11'), count: 1 },
      ],
    },
    'sums that are missing of some hours': {
      sql: `DELETE FROM rollup_total WHERE bucket_id IN (
              SELECT hour.id FROM bucket AS hour JOIN bucket AS day ON day.id = hour.day_id AND day.date = '2026-11-10')`,
      found: [{ table: 'rollup_total', ...onDay('2026-11-10'), count: 2 }],
    },
    'a histogram that is not of the values': {
      sql: `UPDATE rollup_latency SET bin = bin + 500 WHERE bucket_id = (SELECT id FROM bucket WHERE date = '2026-11-01')`,
      found: [
        { table: 'rollup_latency', ...onDay('2026-11-01') },
        { table: 'rollup_latency', ...onDay('2026-11') },
      ],
    },
    'labels that are missing of a month': {
      sql: 'DELETE FROM rollup_label WHERE dimension = 1 AND bucket_id = (SELECT min(id) FROM bucket WHERE tier = 3)',
      found: [{ table: 'rollup_label', ...onDay('2026-11'), count: 5 }],
    },
    'users of a day that were not there': {
      sql: `INSERT INTO user_day SELECT id, 12345, 1 FROM bucket WHERE date = '2026-11-05'`,
      found: [{ table: 'user_day', ...onDay('2026-11-05'), count: 1 }],
    },
    'a start that is held open and was none': {
      sql: `INSERT INTO open_start (app_id, generation_id, at, hour_id, is_repeat)
            SELECT 1, 'ghost', starts_at, id, 0 FROM bucket WHERE tier = 1 ORDER BY starts_at LIMIT 1`,
      found: [{ table: 'open_start', ...onDay('2026-10-28'), count: 1 }],
    },
    'rollups of no bucket': {
      sql: `INSERT INTO rollup_total (bucket_id, events) VALUES (777777, 1);
            INSERT INTO rollup_label VALUES (777777, 1, 1, 1, 0, 0, 0, 0, 0);
            INSERT INTO rollup_latency VALUES (777777, 1, 1, 1); INSERT INTO user_day VALUES (777777, 1, 1)`,
      found: ['rollup_total', 'rollup_latency', 'rollup_label', 'user_day'].map((table) => ({
        table,
        count: 1,
        ...saying('names no bucket'),
      })),
    },
    'spellings that are missing, or of labels that are gone': {
      sql: `DELETE FROM spelling WHERE dimension = 1;
            INSERT INTO spelling VALUES (2, 777777, 1)`,
      found: [
        { table: 'spelling', count: 1, ...saying('names no label') },
        { table: 'spelling', ...saying('labels that are missing') },
      ],
    },
    'a full-text index that has not all prompts, and some that are gone': {
      sql: `DELETE FROM unsearchable_prompt; DELETE FROM prompt_search;
            INSERT INTO prompt_search (rowid, words) VALUES (777777, 'ghost')`,
      found: [
        { table: 'prompt_search', count: 1, ...saying('prompts that are gone') },
        { table: 'prompt_search', ...saying('prompts that are missing') },
      ],
    },
    'events without an hour, in another and in none, and a session in none': {
      sql: `UPDATE event SET hour_id = NULL WHERE id IN (3, 4); UPDATE event SET hour_id = 777777 WHERE id = 80;
            UPDATE event SET hour_id = (SELECT hour_id FROM event WHERE id = 1) WHERE id = 40;
            UPDATE session SET hour_id = 777777 WHERE id = 30`,
      found: [
        { table: 'event', count: 4, days: ['2026-11-15', '2026-11-24'], ...saying('hour_id is not the hour') },
        { table: 'session', count: 1, ...saying('hour_id is not the hour') },
      ],
    },
    'events that are marked as kept and were not': {
      sql: 'UPDATE event SET kept = 1 WHERE id IN (20, 21, 22)',
      found: [{ table: 'event', count: 3, ...saying('kept is not what the keeps say') }],
    },
    'a wrong number of events': {
      sql: 'UPDATE app SET event_count = event_count + 1',
      found: [{ table: 'app', count: 1, ...saying('event_count') }],
    },
    'a rebuild that was cut off': {
      sql: 'UPDATE ingest_cursor SET rebuild_due = 1',
      found: [{ table: 'ingest_cursor', ...saying('not ended') }],
    },
  }

  it('finds every kind of wrong sums, and nothing after a rebuild', async () => {
    const url = await filledDatabase()
    await damaged(
      url,
      Object.values(wrong)
        .map(({ sql }) => sql)
        .join(';'),
    )
    const findings = await findingsOf(url)
    for (const part of Object.values(wrong).flatMap(({ found }) => found))
      expect(findings).toContainEqual(expect.objectContaining({ remedy: 'rebuild', ...part }))
    expect(new Set(findings.map(({ remedy }) => remedy))).toEqual(new Set(['rebuild']))
    const store = await openTestStore({ url })
    await store.rebuild()
    await store.close()
    expect(await findingsOf(url)).toEqual([])
  })

  /** What only a backup puts right: how it is done, the table, and what is to be found in it. */
  const lost: [sql: string, table: string, what: string][] = [
    ['DELETE FROM user WHERE id = 3', 'event', 'user_id names no user'],
    ['DELETE FROM user WHERE id = 3', 'session', 'user_id names no user'],
    ['DELETE FROM session WHERE id = 3', 'event', 'session_id names no session'],
    ["DELETE FROM label WHERE value = 'style 2'", 'event', 'style_id names no label'],
    ["DELETE FROM label WHERE value LIKE '%example.org/1%'", 'session', 'context_id names no label'],
    ['DELETE FROM agent', 'event', 'agent_id names no agent'],
    ['DELETE FROM app', 'event', 'app_id names no app'],
    ['DELETE FROM event WHERE session_id = 4', 'session', 'without events'],
    ['UPDATE bucket SET day_id = 777777 WHERE tier = 1', 'bucket', 'day_id names no bucket'],
    ['UPDATE bucket SET month_id = NULL WHERE tier = 2', 'bucket', 'month_id names no bucket'],
    [
      `INSERT INTO bucket (app_id, tier, starts_at, ends_at, date, month_id)
       SELECT app_id, tier, starts_at + 1, ends_at, date, month_id FROM bucket WHERE tier = 2 LIMIT 1`,
      'bucket',
      'another bucket',
    ],
  ]

  it('finds every kind of lost rows, and nothing when a backup is in their place', async () => {
    const url = await filledDatabase()
    await backUp({ url, to: `${pathOf(url)}.copy` })
    await damaged(url, lost.map(([sql]) => sql).join(';'))
    const findings = await findingsOf(url)
    for (const [, table, what] of lost)
      expect(findings).toContainEqual(
        expect.objectContaining({ table, what: expect.stringContaining(what), remedy: 'restore' }),
      )
    await restore(url)
    expect(await findingsOf(url)).toEqual([])
  })

  it('reports a page that was overwritten, and nothing when a backup is in its place', async () => {
    const url = await filledDatabase()
    await backUp({ url, to: `${pathOf(url)}.copy` })
    const file = await open(pathOf(url), 'r+')
    const pages = Math.floor((await file.stat()).size / 4096)
    for (let page = 2; page < pages; page += 3) await file.write(Buffer.alloc(500, 0xa5), 0, 500, page * 4096)
    await file.close()
    for (const isQuick of [true, false]) {
      const { findings, facts } = await examine({ url, isQuick })
      expect(findings).toMatchObject([
        { what: expect.stringMatching(/^damaged places in the file/), remedy: 'restore' },
      ])
      expect(facts).toBeNull()
    }
    await restore(url)
    expect(await findingsOf(url)).toEqual([])
  })

  it('reports a file that is no database', async () => {
    const url = await filledDatabase()
    await writeFile(pathOf(url), 'This text is no database. '.repeat(200))
    expect(await findingsOf(url)).toMatchObject([{ what: expect.stringContaining('damaged'), remedy: 'restore' }])
  })

  it('finds an index that lacks a row by the whole check, and leaves that out of the quick one', async () => {
    const url = await filledDatabase()
    // Another index of the same pages: rows that are deleted are looked for in the wrong place.
    await damaged(
      url,
      `PRAGMA writable_schema = ON;
       UPDATE sqlite_master SET sql = replace(sql, '(\`app_id\`,\`external_id\`)', '(\`external_id\`,\`app_id\`)')
       WHERE name = 'user_external_id';`,
    )
    expect((await examine({ url, isQuick: true })).findings).toEqual([])
    expect(await findingsOf(url)).toMatchObject([{ what: expect.stringContaining('index user_external_id') }])
  })

  it('finds tables and indexes that are missing', async () => {
    const url = await filledDatabase()
    await damaged(url, 'DROP TABLE user_day; DROP INDEX event_at')
    const findings = await findingsOf(url)
    expect(findings).toHaveLength(3)
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ table: 'event', what: 'missing index event_at', remedy: 'restore' }),
        expect.objectContaining({ table: 'user_day', what: 'missing table', remedy: 'restore' }),
        expect.objectContaining({ table: 'user_day', what: 'missing index user_day_none', remedy: 'restore' }),
      ]),
    )
  })

  it('knows a schema of an older and of a newer version, and a file that gives no space back', async () => {
    const url = await filledDatabase()
    await damaged(url, 'PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM')
    expect(await findingsOf(url)).toMatchObject([{ what: expect.stringContaining('unused space'), remedy: 'copy' }])
    await backUp({ url, to: `${pathOf(url)}.copy` })
    await restore(url)
    expect(await findingsOf(url)).toEqual([])

    await damaged(url, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('next', 9999999999999)")
    expect(await findingsOf(url)).toMatchObject([{ what: 'schema of a newer version', remedy: 'upgrade' }])
    await damaged(url, 'DELETE FROM __drizzle_migrations')
    expect(await findingsOf(url)).toMatchObject([{ what: 'schema of an older version', remedy: 'migrate' }])
  })

  it('refuses a database that is not there, and makes none', async () => {
    const url = await newDatabase()
    await expect(examine({ url })).rejects.toMatchObject({
      message: expect.stringContaining('There is no database at'),
    })
    await expect(readFile(pathOf(url))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(examine({ url: 'libsql://db.example.org' })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' })
  })
})

/** As the documentation says: what belongs to the old file goes, too. */
async function restore(url: string): Promise<void> {
  const path = pathOf(url)
  await rename(path, `${path}.old`)
  await rm(`${path}-wal`, { force: true })
  await rm(`${path}-shm`, { force: true })
  await copyFile(`${path}.copy`, path)
}
