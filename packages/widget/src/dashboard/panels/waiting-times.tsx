import { useDashboard } from '../context.js'
import { DataTable } from '../parts/data-table.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { LineChart } from '../parts/line-chart.js'
import { intervalOf } from './series.js'

const PERCENTILES = ['p50GenerationSeconds', 'p90GenerationSeconds', 'p99GenerationSeconds'] as const

/** How long people waited for their tracks, as percentiles over time. */
export function WaitingTimes() {
  const { words, format } = useDashboard()
  const show = (seconds: number) => format.duration(seconds).text
  return (
    <InsightPanel
      name="waiting-times wide"
      title={words.waiting.times}
      unit={words.waiting.timesUnit}
      load={async (insights, asked, abort) => {
        const series = { ...asked, compare: false, interval: intervalOf(asked) }
        const answers = await Promise.all(
          PERCENTILES.map((metric) => insights.timeseries.query({ ...series, metric }, abort)),
        )
        const points = answers[0]?.points ?? []
        return { points, lines: answers.map(({ total }) => total.values) }
      }}
      isEmpty={({ lines }) => lines.every((values) => values.every((value) => value === null))}
    >
      {({ points, lines }) => {
        const names = points.map(({ start }) => format.point(start))
        return (
          <>
            <LineChart
              points={names}
              lines={PERCENTILES.map((metric, index) => ({ name: words.metrics[metric], values: lines[index] ?? [] }))}
              show={show}
            />
            <DataTable
              labelledBy="panel-waiting-times"
              head={[words.insight.time, ...PERCENTILES.map((metric) => words.metrics[metric])]}
              rows={names.map((name, index) => ({
                key: points[index]?.start ?? name,
                cells: [name, ...lines.map((values) => (values[index] == null ? '–' : show(values[index])))],
              }))}
            />
          </>
        )
      }}
    </InsightPanel>
  )
}
