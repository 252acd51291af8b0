import type { Client } from '@libsql/client'
import { createClient } from '@libsql/client/sqlite3'
import { openFileTransactor } from './file-transactor.js'
import { locationOf } from './location.js'
import { createRemoteTransactor } from './remote-transactor.js'
import type { Transactor } from './transaction.js'

export type DatabaseSettings = { url: string; authToken?: string | undefined }

/** How long a statement waits for another program's lock; with what else its end may take, a server stops within 10 s. */
const BUSY_TIMEOUT_MS = 4_000

const WRITER_PRAGMAS = [
  `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`,
  // Takes effect before the first table only: pruned pages can be given back to the file system.
  'PRAGMA auto_vacuum = INCREMENTAL',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  // 16 MB: pages that every commit writes go from the log to the file once for many, not once for a few. In this thread
  // alone: SQLite before 3.51.3 may lose pages when one thread copies the log while another commits.
  'PRAGMA wal_autocheckpoint = 4000',
  'PRAGMA temp_store = MEMORY',
  // What is deleted, or moved to another page, is overwritten: an erased person's texts are nowhere in the file.
  'PRAGMA secure_delete = ON',
]

/** Opens the connection that writes all but events. On a file, every commit is on disk when it returns. */
export async function openWriter(settings: DatabaseSettings): Promise<Client> {
  return open(settings, [...WRITER_PRAGMAS, 'PRAGMA cache_size = -8192'])
}

/**
 * Opens the connection that stores events. On a file, a commit is whole or not there whatever happens, but on disk only
 * when a `LogSync` says so: many share one wait for the disk.
 */
export async function openTransactor(settings: DatabaseSettings): Promise<Transactor> {
  const location = locationOf(settings.url)
  if (location.kind === 'remote') return createRemoteTransactor(await openRemote(settings))
  return openFileTransactor(location.path, [
    ...WRITER_PRAGMAS,
    'PRAGMA synchronous = NORMAL',
    'PRAGMA cache_size = -16384',
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

async function open(settings: DatabaseSettings, pragmas: string[]): Promise<Client> {
  const location = locationOf(settings.url)
  if (location.kind === 'remote') return openRemote(settings)
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

async function openRemote({ url, authToken }: DatabaseSettings): Promise<Client> {
  const remote = await import('@libsql/client')
  return remote.createClient(authToken === undefined ? { url } : { url, authToken })
}
