import type { Client } from '@libsql/client'

/** Rows of an app that lie below a time, of which the first are taken now. Milliseconds UTC. */
export type Slice = {
  appId: number
  from: number
  /** Excluded. */
  before: number
}
/** How many of them are taken, or a few more. */
export type Amount = { rows: number }

/** What a statement knows its slice by: `column` is one of an index that begins with the app. */
type Indexed = { table: string; column: string; condition?: string }

/**
 * Where the next rows of a slice end, in the order of their times: after `rows` of them, or more where they are of one
 * millisecond.
 */
export async function endOfSlice(client: Client, slice: Slice & Amount, indexed: Indexed): Promise<number> {
  const { appId, from, before, rows } = slice
  const { table, column, condition = 'true' } = indexed
  const found = await client.execute({
    sql: `SELECT ${column} AS upto FROM ${table} WHERE app_id = ? AND ${condition} AND ${column} >= ? AND ${column} < ?
          ORDER BY ${column} LIMIT 1 OFFSET ?`,
    args: [appId, from, before, rows],
  })
  const next = found.rows[0]
  return next === undefined ? before : Math.max(Number(next.upto), from + 1)
}
