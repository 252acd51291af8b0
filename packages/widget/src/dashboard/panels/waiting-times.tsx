import type { TimePoint } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { Choice } from '../parts/choice.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { type Line, LineChart } from '../parts/line-chart.js'
import { linesTable } from '../parts/lines-table.js'
import { metricWriter } from '../words/metric-text.js'
import { intervalOf } from './series.js'

const MEASURES = ['times', 'factor'] as const
const PERCENTILES = {
  times: ['p50GenerationSeconds', 'p90GenerationSeconds', 'p99GenerationSeconds'],
  factor: ['p50RealTimeFactor', 'p95RealTimeFactor'],
} as const

type Times = { points: TimePoint[]; percentiles: (number | null)[][] }

/** How long people waited for their tracks, also beside how long these play: percentiles over time. */
export function WaitingTimes() {
  const context = useDashboard()
  const { words, format } = context
  const [measure, setMeasure] = useState<(typeof MEASURES)[number]>('times')
  const percentilesShown = PERCENTILES[measure]
  const show = metricWriter(percentilesShown[0], format)
  const linesOf = ({ percentiles }: Times): Line[] =>
    percentilesShown.map((metric, index) => ({ name: words.metrics[metric], values: percentiles[index] ?? [] }))
  return (
    <InsightPanel
      name="waiting-times"
      isWide
      title={words.waiting.times}
      unit={words.waiting.timesUnit}
      choice={measure}
      controls={
        <Choice
          label={words.insight.metric}
          options={MEASURES.map((each) => [each, words.waiting[each]])}
          value={measure}
          onChoose={setMeasure}
        />
      }
      load={async (ask, asked, abort): Promise<Times> => {
        const series = { ...asked, compare: false, interval: intervalOf(asked) }
        const answers = await Promise.all(
          percentilesShown.map((metric) => ask('analytics.timeseries', { ...series, metric }, abort)),
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
