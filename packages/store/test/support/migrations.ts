import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { MIGRATIONS_FOLDER } from '../../src/db/migrate.js'
import { temporaryFolder } from './database.js'

type Journal = { entries: { idx: number; when: number; tag: string }[] }
/** Holds at run time: drizzle-kit wrote it. */
const readJournal = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal

/** The names of the product's migrations, in order. */
export const migrationNames = async (): Promise<string[]> =>
  (await readJournal(MIGRATIONS_FOLDER)).entries.map(({ tag }) => tag)

/** The product's migrations and one more, of these statements. */
export async function migrationsWith(...statements: string[]): Promise<string> {
  const folder = join(await temporaryFolder(), 'migrations')
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true })
  const journal = await readJournal(folder)
  const last = journal.entries.at(-1)
  journal.entries.push({ ...last, idx: 99, when: (last?.when ?? 0) + 1, tag: '0099_next' })
  await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify(journal))
  await writeFile(join(folder, '0099_next.sql'), statements.join('\n--> statement-breakpoint\n'))
  return folder
}

/** Makes a database as the version with the first `count` migrations left it, with these rows. */
export async function makeOldDatabase(path: string, { count, rows }: { count: number; rows: string }): Promise<void> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  const migrations = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).slice(0, count)
  await client.execute('PRAGMA auto_vacuum = INCREMENTAL')
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute(
    'CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)',
  )
  for (const { sql, hash, folderMillis } of migrations) {
    await client.executeMultiple(sql.join(';\n'))
    const args = [hash, folderMillis]
    await client.execute({ sql: 'INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)', args })
  }
  await client.executeMultiple(rows)
  client.close()
}

/** The schema and all rows. */
export async function contentOf(client: Client): Promise<Record<string, unknown>> {
  const read = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))
  const schema = await read('SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master ORDER BY type, name')
  const content: Record<string, unknown> = { schema }
  for (const { type, name } of schema) {
    if (type === 'table') content[String(name)] = await read(`SELECT * FROM "${name}"`)
  }
  return content
}
