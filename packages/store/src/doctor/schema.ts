import { type Client, createClient } from '@libsql/client/sqlite3'
import { migrate } from '../db/migrate.js'
import type { Finding } from './finding.js'

/** What is wrong where there is nothing to examine. */
export const MISSING_TABLE = 'missing table'

const OBJECTS = `
  SELECT type, name, tbl_name AS "table" FROM sqlite_master
  WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`

/** Finds the tables and indexes that the migrations make and the file lacks: without an index all goes on, but slowly. */
export async function checkSchema(client: Client): Promise<Finding[]> {
  const model = createClient({ url: ':memory:', concurrency: 1 })
  try {
    await migrate(model)
    const present = new Set((await client.execute(OBJECTS)).rows.map((row) => row.name))
    return (await model.execute(OBJECTS)).rows
      .filter((row) => !present.has(row.name))
      .map((row) => ({
        table: String(row.table),
        days: null,
        count: 1,
        what: row.type === 'table' ? MISSING_TABLE : `missing index ${row.name}`,
        remedy: 'restore',
      }))
  } finally {
    model.close()
  }
}
