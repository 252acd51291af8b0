import type { Client, ResultSet } from '@libsql/client'

/** Free pages and all pages of a database file, and the bytes that it has. */
export type Pages = { free: number; total: number; bytes: number }

export async function pagesOf(client: Client): Promise<Pages> {
  const { rows } = await client.execute(
    'SELECT freelist_count AS free, page_count AS total, page_size AS size FROM pragma_freelist_count, pragma_page_count, pragma_page_size',
  )
  const [row] = rows
  return { free: Number(row?.free), total: Number(row?.total), bytes: Number(row?.total) * Number(row?.size) }
}

/**
 * Gives some free pages of a database file back to the file system, in one transaction.
 * @returns how many are left; 0 in a file that was made without `auto_vacuum`, which keeps them for itself
 */
export async function freePages(client: Client, pages: number): Promise<number> {
  const before = await pagesOf(client)
  if (before.free === 0) return 0
  // As a script: a single statement would stay open after its first page, and with it the transaction.
  await client.executeMultiple(`PRAGMA incremental_vacuum(${pages})`)
  const after = await pagesOf(client)
  return after.total < before.total ? after.free : 0
}

/** Brings the log into the database file and empties it. False where somebody reads from it just now. */
export async function emptyLog(client: Client): Promise<boolean> {
  const patience = firstValue(await client.execute('PRAGMA busy_timeout'))
  await client.execute('PRAGMA busy_timeout = 0')
  try {
    return firstValue(await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')) === 0
  } finally {
    await client.execute(`PRAGMA busy_timeout = ${patience}`)
  }
}

const firstValue = ({ rows }: ResultSet): number => Number(Object.values(rows[0] ?? {})[0] ?? 0)
