import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Bench, Figure, Measure, Round } from '../bench.js'
import { programFile, runToEnd, startListening } from '../children.js'
import { batchBodies } from '../data/bodies.js'
import { interleave, pairUp } from '../interleave.js'
import { postEach } from '../load/post-each.js'
import { residentMegabytes } from '../resident-memory.js'
import { startServer } from '../server.js'

const BATCH_SIZE = 200

/** I3 and S2: batches of mixed events against a bulk insert of the same rows; and what the server then weighs. */
export const ingestBatches: Measure = async (bench) => {
  const idle = await compareIdleMemory(bench)
  const source = await writeSource(bench)
  const folder = bench.makeFolder()
  const server = await startServer(join(folder, 'server.db'), folder)
  const bare = await startListening(programFile('baselines/bare-fastify'), [])
  try {
    const post = async (url: string, round: number) => {
      const bodies = batchBodies(bench.sizes.batches, round + 2, { batchSize: BATCH_SIZE })
      const seconds = await postEach({ url, path: '/trpc/track.batch', connections: 8 }, bodies)
      return (bodies.length * BATCH_SIZE) / seconds
    }
    await post(server.url, -1)
    const memory: Round[] = []
    const rates = await interleave(bench, 'I3, S2: batches', {
      server: (round) => post(server.url, round),
      bulk: async (round) => {
        const target = join(folder, `bulk-${round}.db`)
        const { events, seconds } = JSON.parse(await runToEnd(programFile('baselines/bulk-insert'), [source, target]))
        return events / seconds
      },
      bare: async (round) => {
        const rate = await post(bare.url, round)
        memory.push({ value: residentMegabytes(server.pid), baseline: residentMegabytes(bare.pid) })
        return rate
      },
    })
    return [
      { row: 'I3', label: '', unit: 'events/s', rounds: pairUp(rates.server, rates.bulk) },
      idle,
      { row: 'S2', label: 'after batches', unit: 'MB', rounds: memory },
    ]
  } finally {
    await Promise.all([server.stop(), bare.stop()])
  }
}

/** A database as the server writes it, whose rows the baseline inserts again. */
async function writeSource({ makeFolder, sizes }: Bench): Promise<string> {
  const folder = makeFolder()
  const file = join(folder, 'source.db')
  const server = await startServer(file, folder)
  try {
    const bodies = batchBodies(sizes.batches, 1, { batchSize: BATCH_SIZE })
    await postEach({ url: server.url, path: '/trpc/track.batch', connections: 8 }, bodies)
    return file
  } finally {
    await server.stop()
  }
}

async function compareIdleMemory(bench: Bench): Promise<Figure> {
  const settleMs = 2_000
  const sizes = await interleave(bench, 'S2: idle', {
    server: async () => {
      const folder = bench.makeFolder()
      const server = await startServer(join(folder, 'idle.db'), folder)
      await setTimeout(settleMs)
      const megabytes = residentMegabytes(server.pid)
      await server.stop()
      return megabytes
    },
    bare: async () => {
      const bare = await startListening(programFile('baselines/bare-fastify'), [])
      await setTimeout(settleMs)
      const megabytes = residentMegabytes(bare.pid)
      await bare.stop()
      return megabytes
    },
  })
  return { row: 'S2', label: 'idle', unit: 'MB', rounds: pairUp(sizes.server, sizes.bare) }
}
