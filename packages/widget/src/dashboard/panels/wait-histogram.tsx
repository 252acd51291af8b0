import type { HistogramBin, Quantiles } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { fill } from '../format.js'
import { type ChartColumn, ColumnChart } from '../parts/column-chart.js'
import { columnsTable } from '../parts/columns-table.js'
import { InsightPanel } from '../parts/insight-panel.js'

const COLUMNS = 30

/** How many tracks took how long. */
export function WaitHistogram() {
  const { words, format } = useDashboard()
  const text = words.waiting
  const show = (seconds: number) => format.duration(seconds).text
  const tell = (quantiles: Quantiles) =>
    (['p50', 'p90', 'p95', 'p99'] as const)
      .map((name) => `${name} ${quantiles[name] === null ? '–' : show(quantiles[name])}`)
      .join(' · ')
  const chartColumns = (histogram: HistogramBin[]): ChartColumn[] =>
    toColumns(histogram).map(({ fromSeconds, toSeconds, count }) => ({
      key: `${fromSeconds.toFixed(2)}–${toSeconds.toFixed(2)} s`,
      name: `${show(fromSeconds)} – ${show(toSeconds)}`,
      edge: show(fromSeconds),
      count,
    }))
  return (
    <InsightPanel
      name="wait-histogram"
      title={text.histogram}
      unit={text.histogramUnit}
      load={(ask, asked, abort) => ask('analytics.latency', asked, abort)}
      isEmpty={({ count }) => count === 0}
      table={({ histogram }) =>
        columnsTable([text.waited, words.metrics.generations], chartColumns(histogram), format.count)
      }
    >
      {({ histogram, quantiles, previous }) => (
        <>
          <ColumnChart labelledBy="panel-wait-histogram" columns={chartColumns(histogram)}>
            {tell(quantiles)}
          </ColumnChart>
          {previous && <p class="footnote">{fill(words.trend.before, { value: tell(previous.quantiles) })}</p>}
        </>
      )}
    </InsightPanel>
  )
}

/** Bins of equal width for the eye, out of those of equal ratio that the server counts in. */
function toColumns(bins: HistogramBin[]): HistogramBin[] {
  const longest = bins[bins.length - 1]?.toSeconds ?? 0
  const width = longest / COLUMNS || 1
  const columns = Array.from({ length: COLUMNS }, (_, index) => ({
    fromSeconds: index * width,
    toSeconds: (index + 1) * width,
    count: 0,
  }))
  for (const { fromSeconds, toSeconds, count } of bins) {
    const column = columns[Math.min(COLUMNS - 1, Math.floor((fromSeconds + toSeconds) / 2 / width))]
    if (column) column.count += count
  }
  return columns
}
