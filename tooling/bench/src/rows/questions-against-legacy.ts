import type { Measure } from '../bench.js'
import { programFile, startListening } from '../children.js'
import { legacyDatabase, storeDatabase } from '../data/database.js'
import { legacyMonth } from '../data/volumes.js'
import { interleave, pairUp } from '../interleave.js'
import { ask } from '../load/ask.js'
import { startServer } from '../server.js'
import { quantile } from '../statistics.js'

const WARM_UP = { times: 1, seconds: 60 }
const PATH = '/api/analytics?days=30'

/** Q2: the REST analytics against the SQL of the system that this project replaces, over the same events. */
export const questionsAgainstLegacy: Measure = async (bench) => {
  const { asks, legacyGenerations } = bench.sizes
  const volume = legacyMonth(bench, legacyGenerations)
  const file = await storeDatabase(bench, volume)
  const legacyFile = await legacyDatabase(bench, volume)
  const server = await startServer(file, bench.makeFolder())
  const legacy = await startListening(programFile('baselines/legacy-server'), [legacyFile])
  try {
    for (const { url } of [server, legacy]) await ask(url, PATH, WARM_UP)
    const latencies = await interleave(bench, 'Q2: analytics against the legacy SQL', {
      server: async () => quantile(await ask(server.url, PATH, asks), 0.5),
      legacy: async () => quantile(await ask(legacy.url, PATH, asks), 0.5),
    })
    return [{ row: 'Q2', label: '', unit: 'ms', rounds: pairUp(latencies.server, latencies.legacy) }]
  } finally {
    await Promise.all([server.stop(), legacy.stop()])
  }
}
