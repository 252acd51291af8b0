import type { Figure, Measure } from '../bench.js'
import { storeDatabase } from '../data/database.js'
import { month } from '../data/volumes.js'
import { interleave, pairUp } from '../interleave.js'
import { ask } from '../load/ask.js'
import { busiestUser, QUESTIONS } from '../questions.js'
import { startServer } from '../server.js'
import { quantile } from '../statistics.js'

const WARM_UP = { times: 2, seconds: 60 }

/** Q1: each question over 30 days, with many events in them against few. */
export const questionsByVolume: Measure = async (bench) => {
  const { asks, manyEvents, fewEvents } = bench.sizes
  const manyFile = await storeDatabase(bench, month(bench, manyEvents))
  const fewFile = await storeDatabase(bench, month(bench, fewEvents))
  const many = await startServer(manyFile, bench.makeFolder())
  const few = await startServer(fewFile, bench.makeFolder())
  try {
    const figures: Figure[] = []
    const sides = {
      many: { url: many.url, about: { days: 30, userId: await busiestUser(many.url) } },
      few: { url: few.url, about: { days: 30, userId: await busiestUser(few.url) } },
    }
    for (const { name, path } of QUESTIONS) {
      const slowest = { many: [] as number[], few: [] as number[] }
      const measure = async (side: 'many' | 'few') => {
        const { url, about } = sides[side]
        const latencies = await ask(url, path(about), asks)
        slowest[side].push(quantile(latencies, 0.95))
        return quantile(latencies, 0.5)
      }
      for (const { url, about } of Object.values(sides)) await ask(url, path(about), WARM_UP)
      const typical = await interleave(bench, `Q1: ${name}`, {
        many: () => measure('many'),
        few: () => measure('few'),
      })
      figures.push(
        { row: 'Q1', label: `${name}, p50`, unit: 'ms', rounds: pairUp(typical.many, typical.few) },
        { row: 'Q1', label: `${name}, p95`, unit: 'ms', rounds: pairUp(slowest.many, slowest.few) },
      )
    }
    return figures
  } finally {
    await Promise.all([many.stop(), few.stop()])
  }
}
