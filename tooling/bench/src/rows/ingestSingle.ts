import { join } from 'node:path'
import type { Measure } from '../bench.js'
import { programFile, startListening } from '../children.js'
import { restBodies } from '../data/bodies.js'
import { interleave, pairUp } from '../interleave.js'
import { postFor } from '../load/fixedConnections.js'
import { startServer } from '../server.js'

/** I1 and I2: single generations over REST, against a server that stores nothing and one that stores naively. */
export const ingestSingle: Measure = async (bench) => {
  const { loadSeconds } = bench.sizes
  const folder = bench.makeFolder()
  const bodies = restBodies(1_000)
  const server = await startServer(join(folder, 'server.db'), folder)
  const bare = await startListening(programFile('baselines/bareHttp'), [])
  const naive = await startListening(programFile('baselines/naiveInsert'), [join(folder, 'naive.db')])
  try {
    const post = ({ url }: { url: string }) =>
      postFor(loadSeconds, { url, path: '/api/track/generation', connections: 64 }, bodies)
    for (const side of [server, bare, naive]) await post(side)
    const rates = await interleave(bench, 'I1, I2: single events', {
      server: () => post(server),
      bare: () => post(bare),
      naive: () => post(naive),
    })
    return [
      { row: 'I1', label: '', unit: 'req/s', rounds: pairUp(rates.server, rates.bare) },
      { row: 'I2', label: '', unit: 'req/s', rounds: pairUp(rates.server, rates.naive) },
    ]
  } finally {
    await Promise.all([server.stop(), bare.stop(), naive.stop()])
  }
}
