import type { SuccessCount, TimeUplift, Uplift } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { type Cell, cell } from '../data/table.js'
import { fill } from '../format.js'
import { Bar } from '../parts/bar.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { Metric } from '../parts/metric.js'
import { rateCell } from '../parts/rate-cell.js'

const RATES = ['successRate', 'keepRate'] as const

/** Whether AI enhancement makes more tracks succeed and be kept, also among the same people with the same styles. */
export function AiUplift() {
  const { words, format } = useDashboard()
  const text = words.uplift
  const row = (name: string, count: SuccessCount): Cell[] => [
    cell(name),
    cell(count.generations, format.count),
    ...RATES.map((rate) => rateCell(count[rate], format)),
  ]
  /** @param show a difference, as `template` has it */
  const tell = ({ compared, difference }: TimeUplift, template: string, show: (difference: number) => string) =>
    difference
      ? fill(template, {
          pairs: format.count(compared.pairs),
          points: show(difference.value),
          low: difference.interval ? show(difference.interval.low) : '–',
          high: difference.interval ? show(difference.interval.high) : '–',
        })
      : text.incomparable
  const tellBefore = ({ difference }: Uplift) =>
    fill(words.trend.before, { value: difference ? format.points(difference.value) : words.unknown })
  return (
    <InsightPanel
      name="uplift"
      title={text.title}
      unit={text.unit}
      load={(ask, asked, abort) => ask('analytics.ai', asked, abort)}
      isEmpty={({ enhanced, basic }) => enhanced.generations + basic.generations === 0}
      table={({ enhanced, basic }) => ({
        head: [words.dimensions.aiEnhanced, words.metrics.generations, ...RATES.map((rate) => words.metrics[rate])],
        rows: [row(words.values.withAi, enhanced), row(words.values.basic, basic)],
      })}
      isText
      note={text.explain}
    >
      {({ enhanced, basic, keep, time, compared, difference, previous }) => (
        <div class="uplift-rates">
          {RATES.map((rate) => (
            <div key={rate}>
              <dl class="metrics">
                {[enhanced, basic].map((count, index) => (
                  <Metric
                    key={index}
                    name={rate}
                    trend={<Bar share={count[rate]?.share ?? 0} />}
                    label={`${words.metrics[rate]}, ${count === enhanced ? words.values.withAi : words.values.basic}`}
                  >
                    {rateCell(count[rate], format).content ?? '–'}
                  </Metric>
                ))}
              </dl>
              <p class="footnote">
                {tell(rate === 'keepRate' ? keep : { compared, difference }, text.difference, format.points)}{' '}
                {previous && tellBefore(rate === 'keepRate' ? previous.keep : previous)}
              </p>
            </div>
          ))}
          <p class="footnote">{tell(time, text.time, format.signed)}</p>
        </div>
      )}
    </InsightPanel>
  )
}
