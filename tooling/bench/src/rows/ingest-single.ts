import { join } from 'node:path'
import type { Measure } from '../bench.js'
import { programFile, startListening } from '../children.js'
import { restBodies } from '../data/bodies.js'
import { interleave, pairUp } from '../interleave.js'
import { postFor } from '../load/fixed-connections.js'
import { startServer } from '../server.js'

/** I1 and I2: single generations over REST, against a server that stores nothing and one that stores naively. */
export const ingestSingle: Measure = async (bench) => {
  const folder = bench.makeFolder()
  const server = await startServer(join(folder, 'server.db'), folder)
  const bare = await startListening(programFile('baselines/bare-http'), [])
  const naive = await startListening(programFile('baselines/naive-insert'), [join(folder, 'naive.db')])
  try {
    let bodies = restBodies(bench.sizes.bodies, 0)
    const post = ({ url }: { url: string }) =>
      postFor(bench.sizes.loadSeconds, { url, path: '/api/track/generation', connections: 64 }, bodies)
    for (const side of [server, bare, naive]) await post(side)
    const rates = await interleave(bench, 'I1, I2: single events', {
      server: (round) => {
        // Fresh ones, or the prompts of later rounds would all be known already.
        bodies = restBodies(bench.sizes.bodies, round + 1)
        return post(server)
      },
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
