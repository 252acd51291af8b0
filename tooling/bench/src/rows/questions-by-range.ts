import type { Figure, Measure } from '../bench.js'
import { storeDatabase } from '../data/database.js'
import { year } from '../data/volumes.js'
import { interleave, pairUp } from '../interleave.js'
import { ask } from '../load/ask.js'
import { busiestUser, isOfSums, QUESTIONS } from '../questions.js'
import { startServer } from '../server.js'
import { quantile } from '../statistics.js'

const WARM_UP = { times: 2, seconds: 60 }

/**
 * Q3: each question over a year against a week, in a database that holds a year. What the summary and breakdowns take is
 * bounded; what is as long as its range has no bound but the limit of every question.
 */
export const questionsByRange: Measure = async (bench) => {
  const { asks, manyEvents } = bench.sizes
  const file = await storeDatabase(bench, year(bench, manyEvents))
  const server = await startServer(file, bench.makeFolder())
  try {
    const figures: Figure[] = []
    const userId = await busiestUser(server.url)
    for (const question of QUESTIONS) {
      const { name, path } = question
      const measure = async (days: number) => quantile(await ask(server.url, path({ days, userId }), asks), 0.5)
      for (const days of [365, 7]) await ask(server.url, path({ days, userId }), WARM_UP)
      const latencies = await interleave(bench, `Q3: ${name}`, { year: () => measure(365), week: () => measure(7) })
      figures.push({
        row: 'Q3',
        label: `${name}, p50`,
        unit: 'ms',
        rounds: pairUp(latencies.year, latencies.week),
        isInformation: !isOfSums(question),
      })
    }
    return figures
  } finally {
    await server.stop()
  }
}
