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
      load={(ask, { range, filters }, abort) => ask('analytics.patience', { range, filters }, abort)}
      isEmpty={({ gaveUp, finished }) => gaveUp + finished === 0}
      table={({ curve }) => ({
        head: [text.waited, text.stillThere, '95 % ≥', '95 % ≤'],
        rows: curve.map(({ seconds, share, low, high }) => [
          cell(seconds, show),
          ...[share, low, high].map((each) => cell(each, format.percent)),
        ]),
      })}
    >
      {({ curve, stillThere, gaveUp, finished }) => {
        const steps = [{ seconds: 0, share: 1 }, ...curve]
        const longest = Math.max(1, ...steps.map(({ seconds }) => seconds))
        return (
          <>
            <LineChart
              labelledBy="panel-patience"
              points={steps.map(({ seconds }) => show(seconds))}
              places={steps.map(({ seconds }) => seconds / longest)}
              lines={[{ name: text.stillThere, values: steps.map(({ share }) => share) }]}
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
