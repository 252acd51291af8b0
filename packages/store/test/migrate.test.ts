import { randomUUID } from 'node:crypto'
import type { Client } from '@libsql/client'
import type { UpgradeProgress } from '@son1k/store'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../src/db/client.js'
import { migrate } from '../src/db/migrate.js'
import { IMPORT_AGENT } from '../src/ingest/import-agent.js'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { DAY, delivery, generation, generationStart, HOUR, NOW } from './support/events.js'
import { migrationNames, migrationsWith } from './support/migrations.js'
import { referenceRollups, storedRollups } from './support/rollup-reference.js'

const schemaOf = async (client: Client) =>
  (await client.execute('SELECT name, sql FROM sqlite_master ORDER BY name')).rows.map((row) => ({ ...row }))

async function openMigrated(url?: string): Promise<Client> {
  const path = `file:${await temporaryFolder()}/analytics.db`
  const client = await openWriter({ url: url ?? path })
  await migrate(client)
  return client
}

describe('migrations', () => {
  it('change nothing in a database that has them all', async () => {
    const client = await openMigrated()
    const before = await schemaOf(client)
    await migrate(client)
    expect(await schemaOf(client)).toEqual(before)
    client.close()
  })

  it('of a newer version are applied to a database with data', async () => {
    const client = await openMigrated()
    await client.execute("INSERT INTO label (value) VALUES ('kept')")
    await migrate(client, await migrationsWith('ALTER TABLE label ADD COLUMN folded text'))
    const { rows } = await client.execute('SELECT value, folded FROM label')
    expect(rows.map((row) => ({ ...row }))).toEqual([{ value: 'kept', folded: null }])
    client.close()
  })

  it('that fail leave the database as it was, with an error that says so', async () => {
    const client = await openMigrated()
    const before = await schemaOf(client)
    const folder = await migrationsWith('CREATE TABLE half (id integer)', 'ALTER TABLE nowhere ADD COLUMN x text')
    await expect(migrate(client, folder)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/left as it was: .*nowhere/),
    })
    expect(await schemaOf(client)).toEqual(before)
    await migrate(client)
    client.close()
  })

  it('of a newer version than the program make it refuse the database', async () => {
    const client = await openMigrated()
    await migrate(client, await migrationsWith('CREATE TABLE newer (id integer)'))
    await expect(migrate(client)).rejects.toMatchObject({ message: expect.stringContaining('newer version') })
    client.close()
  })
})

it('a file is kept in WAL, fully synchronous, and can give pages back', async () => {
  const client = await openMigrated()
  const pragma = async (name: string) => Object.values((await client.execute(`PRAGMA ${name}`)).rows[0] ?? {})[0]
  expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('auto_vacuum')]).toEqual([
    'wal',
    2,
    2,
  ])
  client.close()
})

it('a database without rollups gets them when it is opened, and answers the same', async () => {
  const url = await newDatabase()
  const events = Array.from({ length: 60 }, (_, index) =>
    generation({
      at: NOW - index * 7 * HOUR,
      userId: `user_${index % 5}`,
      sessionId: randomUUID(),
      style: `style ${index % 3}`,
      prompt: `a song ${index}`,
      instruments: ['piano', `drum ${index}`],
    }),
  )
  const first = await openTestStore({ url, timeZone: 'Asia/Kathmandu' })
  await first.importEvents([...events, generationStart({ at: NOW - DAY })], 1)
  const before = await first.summary(1, { range: { days: 30 } })
  const database = connect(url)
  await first.close()
  await database.executeMultiple(WITHOUT_ROLLUPS)

  const progress: UpgradeProgress[] = []
  const second = await openTestStore({ url, onUpgrade: (each) => progress.push(each) })
  expect(await second.summary(1, { range: { days: 30 } })).toEqual(before)
  expect(await storedRollups(database)).toEqual(await referenceRollups(database, 10_000))
  // It tells of what is to come before the first change, then how far each part is, to its end.
  const total = (await migrationNames()).length - 1
  expect(progress[0]).toEqual({ part: 'schema', done: 0, total })
  const ends = new Map(progress.map(({ part, ...rest }) => [part, rest]))
  expect([...ends.keys()]).toEqual(['schema', 'events', 'rollups', 'names', 'search'])
  expect(ends.get('schema')).toEqual({ done: total, total })
  expect(ends.get('events')).toEqual({ done: 61, total: 61 })
  for (const { done, total } of ends.values()) expect(done).toBe(total)
  // What may have been imported is known as that from now on.
  const { rows } = await database.execute('SELECT DISTINCT value FROM event JOIN agent ON agent.id = agent_id')
  expect(rows.map(({ value }) => value)).toEqual([IMPORT_AGENT])
  await second.close()
  const again: UpgradeProgress[] = []
  await openTestStore({ url, onUpgrade: (each) => again.push(each) })
  expect(again).toEqual([])
})

/** Takes a database back to the version before. */
const WITHOUT_ROLLUPS = `
DROP INDEX event_at; CREATE INDEX event_at ON event (app_id, type, at, outcome);
DROP INDEX session_started_at; CREATE INDEX session_started_at ON session (app_id, started_at);
DROP TABLE name_synonym; DROP TABLE spelling; DROP TABLE unsearchable_prompt; DROP TABLE prompt_search;
ALTER TABLE ingest_cursor DROP COLUMN spelling_due;
DROP INDEX event_undated; DROP INDEX session_undated; DROP INDEX event_keep; ALTER TABLE event DROP COLUMN kept; DROP INDEX event_error; ALTER TABLE event DROP COLUMN error_group_id;
ALTER TABLE event DROP COLUMN hour_id; ALTER TABLE session DROP COLUMN hour_id;
ALTER TABLE ingest_cursor DROP COLUMN rebuild_due;
DROP TABLE bucket; DROP TABLE rollup_total; DROP TABLE rollup_latency; DROP TABLE rollup_label;
DROP TABLE user_day; DROP TABLE open_start; DROP TABLE imported_event;
ALTER TABLE app DROP COLUMN raw_from; ALTER TABLE app DROP COLUMN rollups_from;
DROP TABLE alert_rule; DROP TABLE alert_notice; DROP TABLE alert_attempt; DROP TABLE login_session; DROP TABLE lost_event;
DROP TABLE prompt_user; ALTER TABLE app DROP COLUMN prompts_from; ALTER TABLE ingest_cursor DROP COLUMN prompt_min_users;
DROP TABLE audit; DROP TABLE erasure_item; ALTER TABLE ingest_cursor DROP COLUMN last_user_id; ALTER TABLE ingest_cursor DROP COLUMN last_label_id;
DROP TABLE token; ALTER TABLE app DROP COLUMN origins; ALTER TABLE app DROP COLUMN retention_days;
ALTER TABLE app DROP COLUMN requires_key;
UPDATE agent SET value = '["","","",0]';
DELETE FROM __drizzle_migrations WHERE created_at > (SELECT min(created_at) FROM __drizzle_migrations);`

it('a store makes the folder and the database, and opens it again', async () => {
  const url = await newDatabase()
  const first = await openTestStore({ url })
  await first.ingest([generation()], delivery())
  await first.close()
  const second = await openTestStore({ url, timeZone: 'Asia/Kathmandu' })
  // The zone of an app is the one that it was made with.
  expect(await second.summary(1, { range: { days: 1 } })).toMatchObject({
    from: '2026-11-23T12:00:00.000Z',
    generations: { total: 1 },
  })
})
