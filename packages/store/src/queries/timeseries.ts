import type {
  BreakdownMetric,
  Metric,
  SeriesValues,
  Timeseries,
  TimeseriesInput,
  TimeseriesPeriod,
} from '@son1k/contract'
import { addBin, addSums, type Cell, newCell, sumOfCells } from './cell.js'
import { hasSeveralValues } from './dimensions.js'
import { type AskedOf, answerInsight } from './insight.js'
import type { Measured } from './measure.js'
import { histogramOf, isLabelMetric, metricOf } from './metrics.js'
import type { Points } from './points.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

const DEFAULT_TOP = 5

/** A metric over time, at every point of the range whether anything happened or not, and split by a dimension's values. */
export function timeseries(database: Database, asked: AskedOf<TimeseriesInput>, steps: Steps): Promise<Timeseries> {
  const { metric, interval, by, top = DEFAULT_TOP } = asked.input
  return answerInsight<TimeseriesPeriod>(
    { database, asked, steps },
    {
      grouping: interval,
      metrics: [metric],
      histogram: histogramOf(metric),
      split: by && { dimension: by, metric: orderOf(metric), limit: top },
      periodOf: (measured, points) => periodOf(measured, points, asked.input),
    },
  )
}

/** Shares and means say nothing of how much there is. */
const orderOf = (metric: Metric): BreakdownMetric =>
  metric === 'succeeded' || metric === 'failed' || metric === 'kept' || metric === 'aiEnhanced' ? metric : 'generations'

function periodOf({ totals, values, unlisted }: Measured, points: Points, { metric, by }: TimeseriesInput) {
  const valuesOf = (cells: Map<number, Cell>): SeriesValues => ({
    whole: metricOf(metric, sumOfCells(cells.values())),
    values: Array.from({ length: points.count }, (_, point) => metricOf(metric, cells.get(point) ?? newCell())),
  })
  return {
    points: points.shown,
    total: valuesOf(totals),
    ...(by && { series: values.rows.map(({ value, cells }) => ({ value, ...valuesOf(cells) })) }),
    ...(by && !hasSeveralValues(by) && { other: valuesOf(without(totals, values.rows)) }),
    ...(unlisted > 0 && isLabelMetric(metric) && { approximate: unlisted }),
  }
}

/** What is left of the totals without some values. */
function without(totals: Map<number, Cell>, rows: { cells: Map<number, Cell> }[]): Map<number, Cell> {
  const left = new Map<number, Cell>()
  for (const [point, total] of totals) {
    const cell = sumOfCells([total])
    for (const { cells } of rows) {
      const taken = cells.get(point)
      if (!taken) continue
      addSums(cell, taken.sums, -1)
      for (const [bin, count] of taken.bins) addBin(cell, bin, -count)
    }
    left.set(point, cell)
  }
  return left
}
