import type { Interval, Metric, Timeseries } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import type { Asked } from '../data/asked.js'
import { daysIn } from '../data/period.js'
import { Choice } from '../parts/choice.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { type Line, LineChart } from '../parts/line-chart.js'
import { linesTable } from '../parts/lines-table.js'
import { metricWriter } from '../words/metric-text.js'
import { valueName } from '../words/value-name.js'

const SERIES_METRICS = [
  'generations',
  'successRate',
  'keepRate',
  'failed',
  'aiShare',
  'p50GenerationSeconds',
  'p95GenerationSeconds',
  'p95RealTimeFactor',
  'audioSeconds',
] as const satisfies Metric[]

const SPLITS = ['none', 'style', 'mood', 'scale', 'tempoBand', 'aiEnhanced', 'errorGroup', 'error'] as const

/** One metric over time, as a whole or split by what the tracks were. */
export function Series() {
  const context = useDashboard()
  const { words, format } = context
  const [metric, setMetric] = useState<(typeof SERIES_METRICS)[number]>('generations')
  const [by, setBy] = useState<(typeof SPLITS)[number]>('none')
  const show = metricWriter(metric, format)
  const linesOf = (answer: Timeseries): Line[] => {
    const lines: Line[] =
      by === 'none' || !answer.series
        ? [{ name: words.metrics[metric], values: answer.total.values }]
        : answer.series.map(({ value, values }) => ({ name: valueName(by, value, context), values }))
    if (answer.other) lines.push({ name: words.insight.other, values: answer.other.values })
    if (answer.previous && by === 'none') {
      const values = answer.points.map((_, index) => answer.previous?.total.values[index] ?? null)
      lines.push({ name: words.insight.before, values, isBefore: true })
    }
    return lines
  }
  return (
    <InsightPanel
      name="series"
      isWide
      title={words.series.title}
      choice={`${metric} ${by}`}
      controls={
        <>
          <Choice
            label={words.insight.metric}
            options={SERIES_METRICS.map((each) => [each, words.metrics[each]])}
            value={metric}
            onChoose={setMetric}
          />
          <Choice
            label={words.insight.split}
            options={SPLITS.map((each) => [each, each === 'none' ? words.insight.noSplit : words.dimensions[each]])}
            value={by}
            onChoose={setBy}
          />
        </>
      }
      load={(ask, asked, abort) =>
        ask(
          'analytics.timeseries',
          { ...asked, metric, interval: intervalOf(asked), ...(by !== 'none' && { by }) },
          abort,
        )
      }
      isEmpty={({ total }) => total.values.every((value) => !value)}
      table={(answer) => linesTable({ points: answer.points, lines: linesOf(answer), show }, context)}
    >
      {(answer) => (
        <LineChart
          labelledBy="panel-series"
          points={answer.points.map(({ start }) => format.point(start))}
          lines={linesOf(answer)}
          show={show}
        />
      )}
    </InsightPanel>
  )
}

/** As fine as a screen can show. */
export function intervalOf({ range }: Asked): Interval {
  const days = daysIn(range)
  return days <= 3 ? 'hour' : days <= 120 ? 'day' : 'week'
}
