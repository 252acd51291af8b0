import { createHash } from 'node:crypto'
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Event } from '@son1k/contract'
import { DEFAULT_APP_ID, openStore } from '@son1k/store'
import type { Bench } from '../bench.js'
import { GENERATOR_VERSION, generateEvents, type Volume } from './generate-events.js'
import { addToLegacy, openLegacy } from './legacy.js'

const IMPORT_SIZE = 4_000

/**
 * A database of the product that holds the events of a volume.
 * @returns a copy in a new folder, free to be written to
 */
export const storeDatabase = (bench: Bench, volume: Volume) =>
  copyOf(bench, `store-${migrationsHash()}`, volume, async (file, onEvents) => {
    const store = await openStore({ url: `file:${file}` })
    try {
      for (const events of inChunks(generateEvents(volume), IMPORT_SIZE)) {
        const results = await store.importEvents(events, DEFAULT_APP_ID)
        const refused = results.find(({ status }) => status !== 'accepted')
        if (refused) throw new Error(`The store refused a sample event: ${JSON.stringify(refused)}`)
        onEvents(events.length)
      }
    } finally {
      await store.close()
    }
  })

/** The same for a database of the replaced system. */
export const legacyDatabase = (bench: Bench, volume: Volume) =>
  copyOf(bench, 'legacy', volume, async (file, onEvents) => {
    const client = await openLegacy(file)
    try {
      for (const events of inChunks(generateEvents(volume), IMPORT_SIZE)) {
        await addToLegacy(client, events)
        onEvents(events.length)
      }
      await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      client.close()
    }
  })

type Load = (file: string, onEvents: (count: number) => void) => Promise<void>

async function copyOf(bench: Bench, kind: string, volume: Volume, load: Load): Promise<string> {
  const day = new Date(volume.endsAt).toISOString().slice(0, 10)
  removeOtherDays(bench.cacheFolder, day)
  const { generations, interactions } = volume.perSession
  const key = [day, kind, GENERATOR_VERSION, volume.events, volume.days, generations, interactions, volume.seed].join(
    '-',
  )
  const cached = join(bench.cacheFolder, key)
  if (!existsSync(cached)) {
    const unfinished = `${cached}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    const step = bench.progress.start(
      `Loading ${volume.events.toLocaleString('en')} events (${kind.split('-')[0]})`,
      volume.events,
    )
    await load(join(unfinished, 'bench.db'), step.advance).finally(step.end)
    renameSync(unfinished, cached)
  }
  const folder = bench.makeFolder()
  for (const name of readdirSync(cached))
    copyFileSync(join(cached, name), join(folder, name), constants.COPYFILE_FICLONE)
  return join(folder, 'bench.db')
}

/** The sample data ends at midnight, so that of another day is of no use any more. */
function removeOtherDays(folder: string, day: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(day)) rmSync(join(folder, name), { recursive: true })
  }
}

/** A store with other tables fills its database otherwise. */
function migrationsHash(): string {
  const folder = fileURLToPath(new URL('../migrations/', import.meta.resolve('@son1k/store')))
  const hash = createHash('sha256')
  for (const name of readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 12)
}

function* inChunks(events: Iterable<Event>, size: number): Generator<Event[]> {
  let chunk: Event[] = []
  for (const event of events) {
    chunk.push(event)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
