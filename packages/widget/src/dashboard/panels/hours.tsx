import type { Metric } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { Choice } from '../parts/choice.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { ScrollBox } from '../parts/scroll-box.js'
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
const LABELLED_EVERY = 3

/** When things happen: the hours of the week, the brighter the more. */
export function HoursOfWeek() {
  const { words, format } = useDashboard()
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
      load={(ask, { range, filters }, abort) =>
        ask('analytics.hours', { range, metric, ...(!isWhole(metric) && { filters }) }, abort)
      }
      table={({ days }) => ({
        head: [words.insight.day, ...HOURS.map((hour) => `${hour} h`)],
        rows: days.map((hours, day) => [cell(format.weekday(day)), ...hours.map((value) => cell(value, show))]),
      })}
      isText
      isEmpty={({ days }) => days.every((hours) => hours.every((value) => !value))}
    >
      {({ days }) => {
        const highest = Math.max(...days.flat().map((value) => value ?? 0)) || 1
        return (
          <ScrollBox labelledBy="panel-hours">
            <table class="heat">
              <thead>
                <tr>
                  <td class="row-name" />
                  {HOURS.map((hour) => (
                    <th key={hour} scope="col">
                      {hour % LABELLED_EVERY === 0 ? hour : <span class="heard-only">{hour}</span>}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days.map((hours, day) => (
                  <tr key={format.weekday(day)}>
                    <th scope="row">{format.weekday(day)}</th>
                    {hours.map((value, hour) => (
                      <td
                        key={HOURS[hour]}
                        style={{ '--share': (value ?? 0) / highest }}
                        title={`${format.weekday(day)} ${hour} h: ${value === null ? '–' : show(value)}`}
                      >
                        <span class="heard-only">{value === null ? '–' : show(value)}</span>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )
      }}
    </InsightPanel>
  )
}

/** Sessions and events are not told apart by what a track was. */
const isWhole = (metric: Metric) => metric === 'sessions' || metric === 'events'
