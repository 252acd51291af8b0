import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { openWriter } from '../src/db/client.js'
import { migrate } from '../src/db/migrate.js'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { delivery, generation, NOW } from './support/events.js'
import { contentOf, makeOldDatabase, migrationNames, migrationsWith } from './support/migrations.js'
import { startProgram } from './support/program.js'
import { referenceRollups, storedRollups } from './support/rollup-reference.js'

// Each file has the rows of a database as the version with the migrations up to its name left it: all the same events.
const VERSIONS = fileURLToPath(new URL('./versions/', import.meta.url))
const versions = (await readdir(VERSIONS)).toSorted()

/** A database of an older version, at a path that nothing has opened since. */
async function oldDatabase(version: string): Promise<string> {
  const path = join(await temporaryFolder(), 'analytics.db')
  const rows = await readFile(join(VERSIONS, version), 'utf8')
  await makeOldDatabase(path, { count: versions.indexOf(version) + 1, rows })
  return path
}

/** What a person sees of the events, all of which are older than the newest version. */
const EVENTS = `
  SELECT event.id, hex(event.uuid) AS uuid, type, at, external_id, hex(session.uuid) AS session, generation_id,
         style.value AS style, instruments.value AS instruments, outcome, generation_ms
  FROM event JOIN user ON user.id = event.user_id LEFT JOIN session ON session.id = event.session_id
  LEFT JOIN label AS style ON style.id = style_id LEFT JOIN label AS instruments ON instruments.id = instruments_id
  ORDER BY event.id`

describe('a database of an older version', () => {
  it('is kept as an example for each migration that has a later one', async () => {
    const names = await migrationNames()
    expect(versions.slice(0, names.length - 1)).toEqual(names.slice(0, -1).map((name) => `${name}.sql`))
  })

  it.each(versions)('opens, keeps its data and has all sums, from %s', async (version) => {
    const path = await oldDatabase(version)
    const database = connect(`file:${path}`)
    const before = (await database.execute(EVENTS)).rows
    expect(before).toHaveLength(27)
    const store = await openTestStore({ url: `file:${path}` })
    expect((await database.execute(EVENTS)).rows).toEqual(before)
    const rollups = await storedRollups(database)
    expect(rollups).toEqual(await referenceRollups(database, 10_000))
    expect(rollups.totals.length).toBeGreaterThan(6)
    expect(rollups.totals.filter(({ kept }) => kept === 1)).toHaveLength(3)
    await store.rebuild()
    const folded = await database.execute('SELECT dimension, label_id FROM spelling ORDER BY 1, 2')
    const counted = await database.execute(
      'SELECT DISTINCT dimension, label_id FROM rollup_label WHERE dimension IN (1, 2, 3, 6) ORDER BY 1, 2',
    )
    expect(folded.rows).toEqual(counted.rows)
    expect(folded.rows.length).toBeGreaterThan(3)
    expect(await storedRollups(database)).toEqual(rollups)
    expect(await store.summary(1, { range: { days: 30 } })).toMatchObject({
      generations: { total: 5 },
      sessions: { total: 6, uniqueUsers: 3 },
    })
    expect(await store.ingest([generation({ id: '019a0000-0000-7000-8000-000000000003' })], delivery())).toEqual([
      { status: 'duplicate' },
    ])
    expect(await store.ingest([generation({ at: NOW })], delivery())).toEqual([{ status: 'accepted' }])
  })
})

describe.each(versions)('a migration, on a database from %s,', (version) => {
  it('that meets rows it can not take leaves schema and rows as they were, and says what to do', async () => {
    const path = await oldDatabase(version)
    const reading = connect(`file:${path}`)
    const before = await contentOf(reading)
    const folder = await migrationsWith(
      "UPDATE event SET generation_id = 'the same'",
      'CREATE UNIQUE INDEX once ON event (generation_id)',
    )
    const client = await openWriter({ url: `file:${path}` })
    await expect(migrate(client, folder)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/left as it was: .*UNIQUE.* Go back to the version that wrote it/),
    })
    client.close()
    expect(await contentOf(reading)).toEqual(before)
  })

  it('that is killed halfway leaves schema and rows as they were', async () => {
    const path = await oldDatabase(version)
    const before = await contentOf(connect(`file:${path}`))
    const folder = await migrationsWith(
      'ALTER TABLE event ADD COLUMN half integer DEFAULT 1',
      // More than the cache holds, so that it is written out before it is committed.
      `INSERT INTO label (value) WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter)
       SELECT hex(zeroblob(2000)) || n FROM counter`,
    )
    const program = startProgram('migrate', path, folder)
    const written = async () => (existsSync(`${path}-wal`) ? (await stat(`${path}-wal`)).size : 0)
    await vi.waitFor(async () => expect(await written()).toBeGreaterThan(4_000_000), { timeout: 50_000, interval: 20 })
    program.process.kill('SIGKILL')
    expect([await program.ended, program.errors()]).toEqual(['SIGKILL', ''])
    expect(await contentOf(connect(`file:${path}`))).toEqual(before)
  })
})

it('a database with a migration that this program does not know, between others, is refused', async () => {
  const url = await newDatabase()
  await (await openTestStore({ url })).close()
  await connect(url).execute(
    "INSERT INTO __drizzle_migrations (hash, created_at) SELECT 'other', min(created_at) + 1 FROM __drizzle_migrations",
  )
  await expect(openTestStore({ url })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/newer version.*Install that version, or restore a backup.*analytics\.db/),
  })
})
