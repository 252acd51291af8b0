import type { Latency, LatencyInput, LatencyNumbers, LatencyPeriod } from '@son1k/contract'
import { boundsOf } from '../rollups/histogram.js'
import { type Cell, sumOfCells } from './cell.js'
import { type AskedOf, answerInsight } from './insight.js'
import { metricOf, sortedBins } from './metrics.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

const DEFAULT_ROWS = 10

/** How long generations take: mean, percentiles and histogram, and those of the values of a dimension. */
export function latency(database: Database, asked: AskedOf<LatencyInput>, steps: Steps): Promise<Latency> {
  const { by, limit = DEFAULT_ROWS } = asked.input
  return answerInsight<LatencyPeriod>(
    { database, asked, steps },
    {
      grouping: 'none',
      metrics: ['p50GenerationSeconds'],
      histogram: 'generationMs',
      split: by && { dimension: by, metric: 'generations', limit },
      periodOf: ({ totals, values }) => {
        const whole = sumOfCells(totals.values())
        return {
          ...numbers(whole),
          histogram: sortedBins(whole).map(({ bin, count }) => {
            const { from, to } = boundsOf(bin)
            return { fromSeconds: from / 1_000, toSeconds: to / 1_000, count }
          }),
          ...(by && { rows: values.rows.map((row) => ({ value: row.value, ...numbers(row.whole) })) }),
        }
      },
    },
  )
}

const numbers = (cell: Cell): LatencyNumbers => ({
  count: cell.sums.generation_times,
  meanSeconds: metricOf('meanGenerationSeconds', cell),
  quantiles: {
    p50: metricOf('p50GenerationSeconds', cell),
    p90: metricOf('p90GenerationSeconds', cell),
    p95: metricOf('p95GenerationSeconds', cell),
    p99: metricOf('p99GenerationSeconds', cell),
  },
})
