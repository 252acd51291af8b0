import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { type Client, createClient, LibsqlError } from '@libsql/client/sqlite3'
import { AnalyticsError } from '@son1k/contract/errors'

const PATIENCE_MS = 500

export type Lock = { release: () => Promise<void> }
/** Who holds a lock: a process of a machine; undefined where that can't be read. */
type Holder = { process: number; host: string; since: string } | undefined

/**
 * Makes this process the only one that writes a database file. The lock is one that the operating system holds on
 * `<path>.lock`: a process that dies, however it dies, gives it back at once. The file stays, and tells who had it last.
 * @throws AnalyticsError `STORE_UNAVAILABLE`, naming the holder
 */
export async function lockFile(path: string): Promise<Lock> {
  const client = createClient({ url: `file:${encodeURI(lockPath(path))}`, concurrency: 1 })
  try {
    // Who only looks whether it is held has it for a moment.
    await client.execute(`PRAGMA busy_timeout = ${PATIENCE_MS}`)
    const writing = await client.transaction('write')
    await writing.execute('CREATE TABLE IF NOT EXISTS holder (process INTEGER, host TEXT, since TEXT)')
    await writing.execute('DELETE FROM holder')
    await writing.execute({
      sql: 'INSERT INTO holder VALUES (?, ?, ?)',
      args: [process.pid, hostname(), new Date().toISOString()],
    })
    await writing.commit()
    // From here to the release others can read who holds the lock, but not take it.
    const holding = await client.transaction('write')
    return {
      release: async () => {
        await holding.rollback()
        client.close()
      },
    }
  } catch (error) {
    const refusal = isBusy(error) ? await refused(path, client) : error
    client.close()
    throw refusal
  }
}

/** Who holds the lock of a database file, in words; null for nobody. */
export async function holderOf(path: string): Promise<string | null> {
  const held = await heldBy(path)
  return held && describe(held.by)
}

/** The process of this machine that has a database file open for writing; null for none, or another machine's. */
export async function processHolding(path: string): Promise<number | null> {
  const holder = (await heldBy(path))?.by
  return holder?.host === hostname() ? holder.process : null
}

/** @returns null where nobody holds it */
async function heldBy(path: string): Promise<{ by: Holder } | null> {
  if (!existsSync(lockPath(path))) return null
  const client = createClient({ url: `file:${encodeURI(lockPath(path))}`, concurrency: 1 })
  try {
    await (await client.transaction('write')).rollback()
    return null
  } catch (error) {
    if (!isBusy(error)) throw error
    return { by: await readHolder(client) }
  } finally {
    client.close()
  }
}

const lockPath = (path: string) => `${path}.lock`
const isBusy = (error: unknown) => error instanceof LibsqlError && error.code === 'SQLITE_BUSY'

async function refused(path: string, client: Client): Promise<AnalyticsError> {
  const holder = describe(await readHolder(client))
  return new AnalyticsError(
    'STORE_UNAVAILABLE',
    `The database ${path} is in use by ${holder}. Stop that program, or choose another database.`,
  )
}

async function readHolder(client: Client): Promise<Holder> {
  try {
    const row = (await client.execute('SELECT process, host, since FROM holder')).rows[0]
    return row && { process: Number(row.process), host: String(row.host), since: String(row.since) }
  } catch {
    // Just being written: who it is can be read a moment later, that it is taken is sure already.
    return undefined
  }
}

const describe = (holder: Holder) =>
  holder ? `process ${holder.process} on ${holder.host}, since ${holder.since}` : 'another program'
