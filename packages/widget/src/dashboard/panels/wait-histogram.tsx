import type { HistogramBin } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { ColumnChart } from '../parts/column-chart.js'
import { DataTable } from '../parts/data-table.js'
import { InsightPanel } from '../parts/insight-panel.js'

const COLUMNS = 30

/** How many tracks took how long. */
export function WaitHistogram() {
  const { words, format } = useDashboard()
  const text = words.waiting
  const show = (seconds: number) => format.duration(seconds).text
  return (
    <InsightPanel
      name="wait-histogram"
      title={text.histogram}
      unit={text.histogramUnit}
      load={(ask, { range, filters }, abort) => ask('analytics.latency', { range, filters }, abort)}
      isEmpty={({ count }) => count === 0}
    >
      {({ histogram, quantiles }) => {
        const columns = toColumns(histogram).map(({ fromSeconds, toSeconds, count }) => ({
          key: String(fromSeconds),
          name: `${show(fromSeconds)} – ${show(toSeconds)}`,
          edge: show(fromSeconds),
          count,
        }))
        return (
          <>
            <ColumnChart columns={columns}>
              {(['p50', 'p90', 'p95', 'p99'] as const)
                .map((name) => `${name} ${quantiles[name] === null ? '–' : show(quantiles[name])}`)
                .join(' · ')}
            </ColumnChart>
            <DataTable
              labelledBy="panel-wait-histogram"
              head={[text.waited, words.metrics.generations]}
              rows={columns.map(({ key, name, count }) => ({ key, cells: [name, format.count(count)] }))}
            />
          </>
        )
      }}
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
