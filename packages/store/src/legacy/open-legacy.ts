import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Client, InValue, Row, Value } from '@libsql/client'
import { createClient, LibsqlError } from '@libsql/client/sqlite3'
import { AnalyticsError } from '@son1k/contract/errors'
import type { LegacyDatabase, LegacyRow, LegacyTable } from '../store.js'

/** What is read of each table. Addresses and user agents are left where they are, and so is what was counted from the rest. */
const COLUMNS: Record<LegacyTable, string[]> = {
  user_sessions: ['session_id', 'user_id', 'start_time', 'end_time'],
  user_interactions: ['id', 'session_id', 'user_id', 'action', 'element', 'value', 'timestamp', 'metadata'],
  music_generations: [
    'id',
    'user_id',
    'prompt',
    'style',
    'duration',
    'tempo',
    'scale',
    'instruments',
    'mood',
    'ai_enhanced',
    'generation_time',
    'success',
    'error_message',
    'timestamp',
  ],
}
const TABLES = Object.keys(COLUMNS) as LegacyTable[]
const PAGE_ROWS = 2_000

/**
 * Opens the SQLite file of the Python server that this project replaces, for reading alone.
 * @throws AnalyticsError `VALIDATION_FAILED` where there is no such file, or it holds none of that server's tables
 */
export async function openLegacy(path: string): Promise<LegacyDatabase> {
  await access(path).catch(() => {
    throw notLegacy(`There is no file ${path}`)
  })
  // Numbers of SQLite may be larger than those of JavaScript: one of them must not end the reading.
  const client = createClient({ url: `file:${encodeURI(resolve(path))}`, intMode: 'bigint', concurrency: 1 })
  try {
    await client.execute('PRAGMA query_only = ON')
    const columns = await columnsOf(client)
    if (columns.size === 0) throw notLegacy(`${path} has none of the tables ${TABLES.join(', ')}`)
    return {
      rows: await countRows(client, [...columns.keys()]),
      read: () => readTables(client, columns),
      close: () => client.close(),
    }
  } catch (error) {
    client.close()
    if (error instanceof LibsqlError) throw notLegacy(`${path} can't be read as a SQLite database (${error.message})`)
    throw error
  }
}

/** The tables that there are, and of each the columns that there are: older versions of that server had fewer. */
async function columnsOf(client: Client): Promise<Map<LegacyTable, string[]>> {
  const found = new Map<LegacyTable, string[]>()
  for (const table of TABLES) {
    const { rows } = await client.execute(`PRAGMA table_info(${table})`)
    const present = new Set(rows.map(({ name }) => name))
    if (present.size > 0)
      found.set(
        table,
        COLUMNS[table].filter((name) => present.has(name)),
      )
  }
  return found
}

async function countRows(client: Client, tables: LegacyTable[]): Promise<number> {
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`)
  const { rows } = await client.execute(`SELECT ${counts.join(' + ')} AS rows`)
  return Number(rows[0]?.rows)
}

async function* readTables(client: Client, columns: Map<LegacyTable, string[]>): AsyncGenerator<LegacyRow[]> {
  for (const [table, names] of columns) {
    const sql = `SELECT rowid AS "row", ${names.join(', ')} FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE_ROWS}`
    for (let after: InValue = Number.MIN_SAFE_INTEGER; ; ) {
      const { rows }: { rows: Row[] } = await client.execute({ sql, args: [after] })
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.row as bigint
      yield rows.map((row) => ({
        table,
        row: Number(row.row),
        values: Object.fromEntries(names.map((name) => [name, plain(row[name])])),
      }))
    }
  }
}

/** Texts that were stored as bytes are texts all the same. */
function plain(value: Value | undefined): string | number | null {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('utf8')
  return value ?? null
}

const notLegacy = (what: string) =>
  new AnalyticsError('VALIDATION_FAILED', `${what}: name the SQLite file of the old server, such as analytics.db`)
