import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import type { Measure } from '../bench.js'
import { storeDatabase } from '../data/database.js'
import { month } from '../data/volumes.js'
import { interleave, pairUp } from '../interleave.js'
import { startServer } from '../server.js'

/** Q4: from the start of the process to the first answer of `/api/health`, against a Node that does nothing. */
export const coldStart: Measure = async (bench) => {
  const file = await storeDatabase(bench, month(bench, bench.sizes.manyEvents))
  const folder = bench.makeFolder()
  const times = await interleave(bench, 'Q4: cold start', {
    server: async () => {
      const startedAt = performance.now()
      const server = await startServer(file, folder)
      const elapsedMs = performance.now() - startedAt
      await server.stop()
      return elapsedMs
    },
    node: async () => {
      const startedAt = performance.now()
      spawnSync(process.execPath, ['-e', '0'])
      return performance.now() - startedAt
    },
  })
  return [{ row: 'Q4', label: '', unit: 'ms', rounds: pairUp(times.server, times.node) }]
}
