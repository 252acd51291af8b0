import type { PatienceStep } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { LineChart } from '../parts/line-chart.js'

/** The share of people who are still there after they have waited for so long. */
export function PatienceCurve() {
  const { words, format } = useDashboard()
  const text = words.waiting
  const show = (seconds: number) => format.duration(seconds).text
  return (
    <InsightPanel
      name="patience"
      title={text.patience}
      unit={text.patienceUnit}
      load={(ask, asked, abort) => ask('analytics.patience', asked, abort)}
      isEmpty={({ gaveUp, finished }) => gaveUp + finished === 0}
      table={({ curve }) => ({
        head: [text.waited, text.stillThere, '95 % ≥', '95 % ≤'],
        rows: curve.map(({ seconds, share, low, high }) => [
          cell(seconds, show),
          ...[share, low, high].map((each) => cell(each, format.percent)),
        ]),
      })}
    >
      {({ curve, stillThere, gaveUp, finished, previous }) => {
        const waits = [0, ...new Set([...curve, ...(previous?.curve ?? [])].map(({ seconds }) => seconds))].sort(
          (a, b) => a - b,
        )
        const longest = Math.max(1, ...waits)
        return (
          <>
            <LineChart
              labelledBy="panel-patience"
              points={waits.map(show)}
              places={waits.map((seconds) => seconds / longest)}
              lines={[
                { name: text.stillThere, values: sharesAt(curve, waits) },
                ...(previous
                  ? [{ name: words.insight.before, values: sharesAt(previous.curve, waits), isBefore: true }]
                  : []),
              ]}
              show={format.percent}
              highest={1}
              isStepped
            />
            <p class="footnote">
              {stillThere
                .filter(({ seconds }) => seconds !== null)
                .map(
                  ({ share, seconds }) =>
                    `${fill(text.stillThereAt, { share: format.percent(share), time: show(seconds ?? 0) })} · `,
                )}
              {fill(text.gaveUp, { n: format.count(gaveUp), of: format.count(gaveUp + finished) })}
            </p>
          </>
        )
      }}
    </InsightPanel>
  )
}

/** The share at each of some waiting times, in ascending order; unknown where the curve has ended before. */
function sharesAt(curve: PatienceStep[], waits: number[]): (number | null)[] {
  const last = curve[curve.length - 1]?.seconds ?? 0
  let next = 0
  let share = 1
  return waits.map((seconds) => {
    for (let step = curve[next]; step && step.seconds <= seconds; step = curve[++next]) share = step.share
    return seconds > last ? null : share
  })
}
