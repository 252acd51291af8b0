import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export type Row = Record<string, string | number | null>
export type Tables = Record<string, Row[]>

const program = fileURLToPath(new URL('../../../../packages/store/test/programs/dump-tables.mjs', import.meta.url))

/** All rows of all tables of a database file that no server has open; bytes as hex. */
export async function dumpTables(path: string): Promise<Tables> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, `file:${path}`], {
    maxBuffer: 512 * 1024 * 1024,
  })
  return tablesIn(stdout)
}

/** The program answers nothing else. */
const tablesIn = (text: string) => JSON.parse(text) as Tables

/** The rows of a table that must be there. */
export function rowsOf(tables: Tables, name: string): Row[] {
  const rows = tables[name]
  if (rows === undefined) throw new Error(`there is no table ${name}, only ${Object.keys(tables).join(', ')}`)
  return rows
}
