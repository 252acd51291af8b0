import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { openStore, type Store, type StoreOptions } from '@son1k/store'
import { onTestFinished } from 'vitest'
import { NOW } from './events.js'

/** A folder that goes when the test has finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The URL of a database file that doesn't exist yet, in a folder that doesn't either. */
export const newDatabase = async () => `file:${join(await temporaryFolder(), 'data', 'analytics.db')}`

/** Opens a store at `NOW`, in UTC, with one reader, on a new file where no URL is given; closed when the test has finished. */
export async function openTestStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const url = options.url ?? (await newDatabase())
  const store = await openStore({ now: () => NOW, timeZone: 'UTC', readers: 1, ...options, url })
  onTestFinished(() => store.close())
  return store
}

/** A connection of its own to a database file; closed when the test has finished. */
export function connect(url: string): Client {
  const client = createClient({ url, concurrency: 1 })
  onTestFinished(() => client.close())
  return client
}
