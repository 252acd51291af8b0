import type { BreakdownMetric, Metric } from '@son1k/contract'
import { type HISTOGRAMS, quantile } from '../rollups/histogram.js'
import type { Cell } from './cell.js'

/** Of what metrics are read from. */
export type HistogramName = Exclude<keyof typeof HISTOGRAMS, 'sessionMs'>

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const generations = ({ sums }: Cell) => sums.succeeded + sums.failed
const seconds = (milliseconds: number | null) => (milliseconds === null ? null : milliseconds / 1_000)

/** The bins of a histogram in ascending order. */
export const sortedBins = ({ bins }: Cell) =>
  [...bins].map(([bin, count]) => ({ bin, count })).toSorted((a, b) => a.bin - b.bin)

const waited = (percent: number) => (cell: Cell) => seconds(quantile(sortedBins(cell), percent))
const factor = (percent: number) => (cell: Cell) => quantile(sortedBins(cell), percent)

const FORMULAS: Record<Metric, (cell: Cell) => number | null> = {
  generations,
  succeeded: ({ sums }) => sums.succeeded,
  failed: ({ sums }) => sums.failed,
  cancelled: ({ sums }) => sums.cancelled,
  successRate: (cell) => ratio(cell.sums.succeeded, generations(cell)),
  kept: ({ sums }) => sums.kept,
  keepRate: ({ sums }) => ratio(sums.kept, sums.succeeded),
  aiEnhanced: ({ sums }) => sums.ai_enhanced,
  aiShare: (cell) => ratio(cell.sums.ai_enhanced, generations(cell)),
  audioSeconds: ({ sums }) => sums.duration_ms / 1_000,
  meanAudioSeconds: ({ sums }) => seconds(ratio(sums.duration_ms, sums.durations)),
  meanGenerationSeconds: ({ sums }) => seconds(ratio(sums.generation_ms, sums.generation_times)),
  p50GenerationSeconds: waited(50),
  p90GenerationSeconds: waited(90),
  p95GenerationSeconds: waited(95),
  p99GenerationSeconds: waited(99),
  p50RealTimeFactor: factor(50),
  p95RealTimeFactor: factor(95),
  sessions: ({ sums }) => sums.sessions,
  meanSessionSeconds: ({ sums }) => seconds(ratio(sums.session_ms, sums.sessions)),
  events: ({ sums }) => sums.events,
  pageViews: ({ sums }) => sums.page_views,
}

/** The value of a metric, as `METRICS` of the contract defines it; null for a share, a mean or a percentile of nothing. */
export const metricOf = (metric: Metric, cell: Cell): number | null => FORMULAS[metric](cell)

/** The histogram that a metric is read from. */
export function histogramOf(metric: Metric): HistogramName | undefined {
  if (metric.endsWith('RealTimeFactor')) return 'realTimeFactor'
  return /^p\d+Gen/.test(metric) ? 'generationMs' : undefined
}

/** SQL over sums of `rollup_label`, of the metrics that can be read from there. */
export const LABEL_METRICS: Record<BreakdownMetric, string> = {
  generations: 'succeeded + failed',
  succeeded: 'succeeded',
  failed: 'failed',
  successRate: '1.0 * succeeded / (succeeded + failed)',
  kept: 'kept',
  keepRate: '1.0 * kept / nullif(succeeded, 0)',
  aiEnhanced: 'ai_enhanced',
  aiShare: '1.0 * ai_enhanced / (succeeded + failed)',
  meanGenerationSeconds: '1.0 * generation_ms / nullif(generation_times, 0)',
}

export const isLabelMetric = (metric: Metric): metric is BreakdownMetric => Object.hasOwn(LABEL_METRICS, metric)
