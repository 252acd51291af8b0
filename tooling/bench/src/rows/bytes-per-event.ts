import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import type { Event } from '@son1k/contract'
import type { Bench, Measure } from '../bench.js'
import { batchBodies } from '../data/bodies.js'
import { addToLegacy, openLegacy } from '../data/legacy.js'
import { postEach } from '../load/post-each.js'
import { startServer } from '../server.js'

const BATCH_SIZE = 500

/** S1: bytes on disk of an event that came in live, against the same events in the legacy tables. Bytes don't vary: one round. */
export const bytesPerEvent: Measure = async (bench) => {
  const batches = Math.ceil(bench.sizes.storedEvents / BATCH_SIZE)
  const bodies = batchBodies(batches, 1, { batchSize: BATCH_SIZE, days: 6 })
  const events = bodies.length * BATCH_SIZE
  const value = (await storeLive(bench, bodies)) / events
  const baseline = (await storeLegacy(bench, bodies)) / events
  const label = `${events.toLocaleString('en')} events`
  return [{ row: 'S1', label, unit: 'bytes', rounds: [{ value, baseline }] }]
}

async function storeLive({ makeFolder, progress }: Bench, bodies: string[]): Promise<number> {
  const folder = makeFolder()
  const file = join(folder, 'server.db')
  const server = await startServer(file, folder)
  const step = progress.start('S1: storing events', 1)
  await postEach({ url: server.url, path: '/trpc/track.batch', connections: 8 }, bodies).finally(async () => {
    await server.stop()
    step.end()
  })
  return bytesOnDisk(file)
}

async function storeLegacy({ makeFolder, progress }: Bench, bodies: string[]): Promise<number> {
  const file = join(makeFolder(), 'legacy.db')
  const client = await openLegacy(file)
  const step = progress.start('S1: storing events (legacy)', bodies.length)
  try {
    for (const body of bodies) {
      await addToLegacy(client, (JSON.parse(body) as { events: Event[] }).events)
      step.advance(1)
    }
  } finally {
    client.close()
    step.end()
  }
  return bytesOnDisk(file)
}

async function bytesOnDisk(file: string): Promise<number> {
  const client = createClient({ url: `file:${file}` })
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  return [file, `${file}-wal`].reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0)
}
