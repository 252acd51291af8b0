// The fastest plain way to fill a libSQL file: a script without HTTP that inserts ready-made rows, 1,000 a commit, as
// one JSON text each. Copies the raw tables of a database that the server wrote into an empty file of the same shape.
import { performance } from 'node:perf_hooks'
import { type Client, createClient } from '@libsql/client'

/** What events are made of; everything else in the database is derived or bookkeeping. */
const RAW_TABLES = ['label', 'user', 'agent', 'session', 'event']
const ROWS_A_COMMIT = 1_000

const [sourceFile, targetFile] = process.argv.slice(2)
const source = createClient({ url: `file:${sourceFile}` })
const target = createClient({ url: `file:${targetFile}` })
await target.execute('PRAGMA journal_mode = WAL')
await target.execute('PRAGMA synchronous = FULL')

const inserts: { sql: string; args: [string] }[] = []
let events = 0
for (const table of RAW_TABLES) {
  const { rows: definitions } = await source.execute({
    sql: 'SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC',
    args: [table],
  })
  for (const { sql } of definitions) await target.execute(String(sql))
  const copied = await readInserts(source, table)
  inserts.push(...copied.statements)
  if (table === 'event') events = copied.rows
}

const startedAt = performance.now()
for (const insert of inserts) await target.batch([insert], 'write')
const seconds = (performance.now() - startedAt) / 1000
console.log(JSON.stringify({ events, seconds }))
source.close()
target.close()

/** The rows of a table as statements of 1,000 rows. JSON has no bytes, so blobs travel in hexadecimal. */
async function readInserts(client: Client, table: string) {
  const { rows: columns } = await client.execute(`SELECT name FROM pragma_table_info('${table}') ORDER BY cid`)
  const names = columns.map(({ name }) => String(name))
  const { rows } = await client.execute(`SELECT * FROM "${table}" ORDER BY rowid`)
  const isBlob = names.map((name) => rows.some((row) => row[name] instanceof ArrayBuffer))
  const values = names.map((_, index) => (isBlob[index] ? `unhex(value->>${index})` : `value->>${index}`))
  const sql = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) SELECT ${values.join(', ')} FROM json_each(?)`
  const statements: { sql: string; args: [string] }[] = []
  for (let from = 0; from < rows.length; from += ROWS_A_COMMIT) {
    const chunk = rows.slice(from, from + ROWS_A_COMMIT).map((row) => names.map((name) => toJson(row[name])))
    statements.push({ sql, args: [JSON.stringify(chunk)] })
  }
  return { statements, rows: rows.length }
}

function toJson(value: unknown) {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('hex')
  return typeof value === 'bigint' ? Number(value) : (value ?? null)
}
