import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeImport } from '@son1k/api'
import { openStore, type Store, type StoredEvent } from '@son1k/store'
import { onTestFinished } from 'vitest'
import type { ImportFormat } from '../../src/import/formats.js'
import { importEvents, type Refusal } from '../../src/import/import-events.js'
import { openSource } from '../../src/import/open-source.js'

/** When these tests take place, in milliseconds UTC. */
const NOW = Date.parse('2026-11-24T12:30:00Z')

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-import-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function openEmptyStore(): Promise<Store> {
  const url = `file:${join(await temporaryFolder(), 'test.db')}`
  const store = await openStore({ url, timeZone: 'UTC', readers: 1, now: () => NOW })
  onTestFinished(() => store.close())
  return store
}

export type ImportFile = { format: ImportFormat; file: string; store: Store; isStopping?: () => boolean }

/** Imports a file, whose times are those of Madrid where it doesn't say. */
export async function importFile({ format, file, store, isStopping = () => false }: ImportFile) {
  const source = await openSource(format, file, 'Europe/Madrid')
  const refusals: Refusal[] = []
  const onRefused = async (refusal: Refusal) => void refusals.push(refusal)
  try {
    const counts = await importEvents(source.rows, {
      take: (events) => storeImport(store, events, 1),
      now: NOW,
      onRefused,
      isStopping,
    })
    return { ...counts, refusals }
  } finally {
    source.close()
  }
}

/** Imports a file with this content twice: the second time nothing may change. */
export async function importText(format: ImportFormat, content: string | Uint8Array) {
  const file = join(await temporaryFolder(), 'events')
  await writeFile(file, content)
  const store = await openEmptyStore()
  const first = await importFile({ format, file, store })
  const second = await importFile({ format, file, store })
  return { first, second, store, events: await storedEvents(store) }
}

/** What is stored, without when it was received. */
export async function storedEvents(store: Store): Promise<Omit<StoredEvent, 'receivedAt'>[]> {
  const events: Omit<StoredEvent, 'receivedAt'>[] = []
  for await (const batch of store.exportEvents({ appId: 1 }))
    events.push(...batch.map(({ receivedAt: _, ...event }) => event))
  return events
}
