import type { Client } from '@libsql/client'
import { createClient } from '@libsql/client/sqlite3'
import { locationOf } from './location.js'

export type DatabaseSettings = { url: string; authToken?: string | undefined }

/** How long a statement waits for another program's lock. */
const BUSY_TIMEOUT_MS = 5_000

/** Opens the one connection that writes. On a file, every commit is on disk when it returns. */
export async function openWriter(settings: DatabaseSettings): Promise<Client> {
  return open(settings, [
    `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`,
    // Takes effect before the first table only: pruned pages can be given back to the file system.
    'PRAGMA auto_vacuum = INCREMENTAL',
    'PRAGMA journal_mode = WAL',
    'PRAGMA synchronous = FULL',
    'PRAGMA cache_size = -32768',
    'PRAGMA temp_store = MEMORY',
  ])
}

/** Opens a connection that can't write. */
export async function openReader(settings: DatabaseSettings): Promise<Client> {
  return open(settings, [
    `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`,
    'PRAGMA query_only = ON',
    'PRAGMA cache_size = -16384',
    'PRAGMA temp_store = MEMORY',
  ])
}

/** Opens a connection that examines or copies a file. It writes temporary tables, and nothing else. */
export async function openExaminer(settings: DatabaseSettings): Promise<Client> {
  return open(settings, [`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`, 'PRAGMA cache_size = -32768'])
}

async function open({ url, authToken }: DatabaseSettings, pragmas: string[]): Promise<Client> {
  const location = locationOf(url)
  if (location.kind === 'remote') {
    const remote = await import('@libsql/client')
    return remote.createClient(authToken === undefined ? { url } : { url, authToken })
  }
  // One connection: the PRAGMAs are its own, and another one would not have them.
  const client = createClient({ url: `file:${encodeURI(location.path)}`, concurrency: 1 })
  try {
    for (const pragma of pragmas) await client.execute(pragma)
    return client
  } catch (error) {
    client.close()
    throw error
  }
}
