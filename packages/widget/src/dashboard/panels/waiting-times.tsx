import type { TimePoint } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { type Line, LineChart } from '../parts/line-chart.js'
import { linesTable } from '../parts/lines-table.js'
import { intervalOf } from './series.js'

const PERCENTILES = ['p50GenerationSeconds', 'p90GenerationSeconds', 'p99GenerationSeconds'] as const

type Times = { points: TimePoint[]; percentiles: (number | null)[][] }

/** How long people waited for their tracks, as percentiles over time. */
export function WaitingTimes() {
  const context = useDashboard()
  const { words, format } = context
  const show = (seconds: number) => format.duration(seconds).text
  const linesOf = ({ percentiles }: Times): Line[] =>
    PERCENTILES.map((metric, index) => ({ name: words.metrics[metric], values: percentiles[index] ?? [] }))
  return (
    <InsightPanel
      name="waiting-times"
      isWide
      title={words.waiting.times}
      unit={words.waiting.timesUnit}
      load={async (ask, asked, abort): Promise<Times> => {
        const series = { ...asked, compare: false, interval: intervalOf(asked) }
        const answers = await Promise.all(
          PERCENTILES.map((metric) => ask('analytics.timeseries', { ...series, metric }, abort)),
        )
        return { points: answers[0]?.points ?? [], percentiles: answers.map(({ total }) => total.values) }
      }}
      isEmpty={({ percentiles }) => percentiles.every((values) => values.every((value) => value === null))}
      table={(times) => linesTable({ points: times.points, lines: linesOf(times), show }, context)}
    >
      {(times) => (
        <LineChart
          labelledBy="panel-waiting-times"
          points={times.points.map(({ start }) => format.point(start))}
          lines={linesOf(times)}
          show={show}
        />
      )}
    </InsightPanel>
  )
}
