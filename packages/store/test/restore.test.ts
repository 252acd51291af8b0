import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { backUp, examine, openStore, restore } from '@son1k/store'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { delivery, generation } from './support/events.js'
import { makeOldDatabase } from './support/migrations.js'

const pathOf = (url: string) => url.slice('file:'.length)
const eventsOf = async (url: string) => (await connect(url).execute('SELECT count(*) AS n FROM event')).rows[0]?.n

/** A database with one event, and a backup of it from before a second one. */
async function withBackup() {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  await store.ingest([generation()], delivery())
  const backup = join(await temporaryFolder(), 'a backup.db')
  await backUp({ url, to: backup })
  await store.ingest([generation()], delivery())
  return { url, store, backup }
}

it('puts a backup in the place of a database that is damaged, and keeps that', async () => {
  const { url, store, backup } = await withBackup()
  await store.close()
  const damaged = 'This text is no database any more. '.repeat(300)
  await writeFile(pathOf(url), damaged)
  const { aside, bytes } = await restore({ url, from: backup })
  expect(await readFile(String(aside), 'utf8')).toBe(damaged)
  expect((await readFile(pathOf(url))).length).toBe(bytes)
  expect((await examine({ url })).findings).toEqual([])
  expect(await eventsOf(url)).toBe(1)
})

it('refuses what is no sound backup, and leaves the database as it is', async () => {
  const { url, store, backup } = await withBackup()
  await store.close()
  const before = await readdir(dirname(pathOf(url)))
  const refusal = async (from: string, message: RegExp) => {
    const refused = expect(restore({ url, from })).rejects
    await refused.toMatchObject({ code: 'VALIDATION_FAILED', message: expect.stringMatching(message) })
  }
  await refusal(pathOf(url), /is the database itself/)
  await refusal(`${backup}2`, /There is no file/)
  const foreign = connect(`file:${backup}.foreign`)
  await foreign.execute('CREATE TABLE event (id INTEGER)')
  await refusal(`${backup}.foreign`, /no database of this program/)
  const bytes = await readFile(backup)
  await writeFile(`${backup}.damaged`, bytes.fill(7, 8_192, 60_000))
  await refusal(`${backup}.damaged`, /damaged places.*Restore another backup/)
  await connect(`file:${backup}`).execute('UPDATE __drizzle_migrations SET created_at = created_at + 1')
  await refusal(backup, /newer version.*Install that version/)
  expect(await readdir(dirname(pathOf(url)))).toEqual(before)
  expect(await eventsOf(url)).toBe(2)
})

it('takes an upgrade back: backup, upgrade, restore, upgrade again', async () => {
  const path = join(await temporaryFolder(), 'analytics.db')
  const url = `file:${path}`
  await makeOldDatabase(path, {
    count: 1,
    rows: await readFile(new URL('./versions/0000_start.sql', import.meta.url), 'utf8'),
  })
  const backup = `${path}.backup`
  await backUp({ url, to: backup })
  const upgraded = await openStore({ url })
  await upgraded.ingest([generation()], delivery())
  await upgraded.close()
  await restore({ url, from: backup })
  expect(await eventsOf(url)).toBe(27)
  expect((await examine({ url })).findings).toMatchObject([{ what: 'schema of an older version' }])
  const again = await openTestStore({ url })
  expect((await again.status(1)).events).toBe(27)
  await again.close()
  expect((await examine({ url })).findings).toEqual([])
})
