import { join } from 'node:path'
import type { Measure } from '../bench.js'
import { programFile, startListening } from '../children.js'
import { procedureBodies } from '../data/bodies.js'
import { interleave, pairUp } from '../interleave.js'
import { postFor } from '../load/fixed-connections.js'
import { startServer } from '../server.js'

/** I5: `track.generation`, one call a request, against the same procedure behind tRPC's own HTTP server. */
export const ingestProcedure: Measure = async (bench) => {
  const folder = bench.makeFolder()
  const server = await startServer(join(folder, 'server.db'), folder)
  const stock = await startListening(programFile('baselines/trpc-standalone'), [join(folder, 'stock.db')])
  try {
    let bodies = procedureBodies(bench.sizes.bodies, 0)
    const post = ({ url }: { url: string }) =>
      postFor(bench.sizes.loadSeconds, { url, path: '/trpc/track.generation', connections: 32 }, bodies)
    for (const side of [server, stock]) await post(side)
    const rates = await interleave(bench, 'I5: single procedure calls', {
      server: (round) => {
        bodies = procedureBodies(bench.sizes.bodies, round + 1)
        return post(server)
      },
      stock: () => post(stock),
    })
    return [{ row: 'I5', label: '', unit: 'calls/s', rounds: pairUp(rates.server, rates.stock) }]
  } finally {
    await Promise.all([server.stop(), stock.stop()])
  }
}
