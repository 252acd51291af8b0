import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { Metric } from '../parts/metric.js'
import { rateCell } from '../parts/rate-cell.js'

/** Whether AI enhancement makes more tracks succeed, also among the same people with the same styles. */
export function AiUplift() {
  const { words, format } = useDashboard()
  const text = words.uplift
  return (
    <InsightPanel
      name="uplift"
      title={text.title}
      unit={text.unit}
      load={(ask, { range, filters }, abort) => ask('analytics.ai', { range, filters }, abort)}
      isEmpty={({ enhanced, basic }) => enhanced.generations + basic.generations === 0}
      table={({ enhanced, basic }) => ({
        head: [words.dimensions.aiEnhanced, words.metrics.generations, words.metrics.successRate],
        rows: [
          [cell(words.values.withAi), cell(enhanced.generations, format.count), rateCell(enhanced.successRate, format)],
          [cell(words.values.basic), cell(basic.generations, format.count), rateCell(basic.successRate, format)],
        ],
      })}
      isText
      note={({ compared, difference }) =>
        difference
          ? fill(text.difference, {
              pairs: format.count(compared.pairs),
              points: format.points(difference.value),
              low: difference.interval ? format.points(difference.interval.low) : '–',
              high: difference.interval ? format.points(difference.interval.high) : '–',
            })
          : text.incomparable
      }
    >
      {({ enhanced, basic }) => (
        <dl class="metrics">
          {(
            [
              [words.values.withAi, enhanced],
              [words.values.basic, basic],
            ] as const
          ).map(([name, { generations, successRate }]) => (
            <Metric
              key={name}
              name="rate"
              label={`${words.metrics.successRate}: ${name}`}
              trend={
                <span class="trend">
                  {format.plural(words.system.todayTracks, generations)}
                  {successRate && ` · 95 %: ${format.percent(successRate.low)}–${format.percent(successRate.high)}`}
                </span>
              }
            >
              {cell(successRate?.share, format.percent).text}
            </Metric>
          ))}
        </dl>
      )}
    </InsightPanel>
  )
}
