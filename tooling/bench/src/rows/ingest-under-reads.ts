import type { Measure } from '../bench.js'
import { programFile, startListening } from '../children.js'
import { restBodies } from '../data/bodies.js'
import { storeDatabase } from '../data/database.js'
import { month } from '../data/volumes.js'
import { interleave, pairUp } from '../interleave.js'
import { postFor } from '../load/fixed-connections.js'
import { postAtRate } from '../load/open-loop.js'
import { startServer } from '../server.js'
import { quantile } from '../statistics.js'

const PATH = '/api/track/generation'

/** I4: how much longer the slowest single events take while a reader asks all questions of a month without pause. */
export const ingestUnderReads: Measure = async (bench) => {
  const file = await storeDatabase(bench, month(bench, bench.sizes.manyEvents))
  const bodies = restBodies(bench.sizes.bodies, 1)
  const server = await startServer(file, bench.makeFolder())
  try {
    const full = await postFor(bench.sizes.loadSeconds, { url: server.url, path: PATH, connections: 64 }, bodies)
    const load = { perSecond: 0.3 * full, seconds: bench.sizes.loadSeconds, bodies }
    const postP99 = async () => quantile(await postAtRate(server.url, PATH, load), 0.99)
    const latencies = await interleave(bench, 'I4: single events beside a reader', {
      withReader: async () => {
        const reader = await startListening(programFile('load/reader'), [server.url, '30'])
        return postP99().finally(reader.stop)
      },
      alone: postP99,
    })
    const label = `at ${Math.round(load.perSecond)} req/s`
    return [{ row: 'I4', label, unit: 'ms p99', rounds: pairUp(latencies.withReader, latencies.alone) }]
  } finally {
    await server.stop()
  }
}
