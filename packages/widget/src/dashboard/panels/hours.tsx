import type { Metric } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { Choice } from '../parts/choice.js'
import { HeatMap } from '../parts/heat-map.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { metricWriter } from '../words/metric-text.js'

const HEAT_METRICS = [
  'sessions',
  'generations',
  'successRate',
  'keepRate',
  'p95GenerationSeconds',
  'events',
] as const satisfies Metric[]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** When things happen: the hours of the week, the brighter the more. */
export function HoursOfWeek() {
  const { state, words, format } = useDashboard()
  const [metric, setMetric] = useState<(typeof HEAT_METRICS)[number]>('sessions')
  const show = metricWriter(metric, format)
  return (
    <InsightPanel
      name="hours"
      title={words.people.hours}
      unit={words.people.hoursUnit}
      choice={metric}
      controls={
        <Choice
          label={words.insight.metric}
          options={HEAT_METRICS.map((each) => [each, words.metrics[each]])}
          value={metric}
          onChoose={setMetric}
        />
      }
      load={(ask, { range, filters, compare }, abort) =>
        ask('analytics.hours', { range, compare, metric, ...(!isWhole(metric) && { filters }) }, abort)
      }
      table={({ days }) => ({
        head: [words.insight.day, ...HOURS.map((hour) => `${hour} h`)],
        rows: days.map((hours, day) => [cell(format.weekday(day)), ...hours.map((value) => cell(value, show))]),
      })}
      isText
      isEmpty={({ days }) => days.every((hours) => hours.every((value) => !value))}
    >
      {({ days, previous }) => {
        const tell = (value: number | null | undefined) => (value == null ? '–' : show(value))
        const describe = (day: number, hour: number) => {
          const before = previous && ` (${fill(words.trend.before, { value: tell(previous.days[day]?.[hour]) })})`
          return `${format.weekday(day)} ${hour} h: ${tell(days[day]?.[hour])}${before ?? ''}`
        }
        return (
          <HeatMap
            labelledBy="panel-hours"
            days={days}
            describe={describe}
            onChoose={(day, hour) => state.addFilter('hourOfWeek', String(day * HOURS.length + hour))}
          />
        )
      }}
    </InsightPanel>
  )
}

/** Sessions and events are not told apart by what a track was. */
const isWhole = (metric: Metric) => metric === 'sessions' || metric === 'events'
