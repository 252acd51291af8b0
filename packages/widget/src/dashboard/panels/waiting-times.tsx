import { useDashboard } from '../context.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { LinesOverTime } from '../parts/lines-over-time.js'
import { intervalOf } from './series.js'

const PERCENTILES = ['p50GenerationSeconds', 'p90GenerationSeconds', 'p99GenerationSeconds'] as const

/** How long people waited for their tracks, as percentiles over time. */
export function WaitingTimes() {
  const { words, format } = useDashboard()
  return (
    <InsightPanel
      name="waiting-times"
      isWide
      title={words.waiting.times}
      unit={words.waiting.timesUnit}
      load={async (ask, asked, abort) => {
        const series = { ...asked, compare: false, interval: intervalOf(asked) }
        const answers = await Promise.all(
          PERCENTILES.map((metric) => ask('analytics.timeseries', { ...series, metric }, abort)),
        )
        const points = answers[0]?.points ?? []
        return { points, lines: answers.map(({ total }) => total.values) }
      }}
      isEmpty={({ lines }) => lines.every((values) => values.every((value) => value === null))}
    >
      {({ points, lines }) => (
        <LinesOverTime
          labelledBy="panel-waiting-times"
          points={points}
          lines={PERCENTILES.map((metric, index) => ({ name: words.metrics[metric], values: lines[index] ?? [] }))}
          show={(seconds) => format.duration(seconds).text}
        />
      )}
    </InsightPanel>
  )
}
