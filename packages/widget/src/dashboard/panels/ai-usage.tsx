import { useDashboard } from '../context.js'
import { toColumns } from '../data/columns.js'
import { fill } from '../format.js'
import { ColumnChart } from '../parts/column-chart.js'
import { Empty } from '../parts/empty.js'
import { ScrollBox } from '../parts/scroll-box.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

export function AiUsage() {
  const { state, words, format } = useDashboard()
  const text = words.ai
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode('aiAnalysis: {}')} />
  const isByWeek = (state.summary.value.answer?.days ?? state.range.value) > 90
  return (
    <SummaryPanel
      name="ai"
      title={isByWeek ? text.byWeek : text.title}
      unit={text.unit}
      empty={({ aiUsageByDay }) => (aiUsageByDay.every(({ count }) => count === 0) ? empty : undefined)}
    >
      {(period) => {
        const { columns, daysEach } = toColumns(period)
        const counts = columns.map(({ count }) => count)
        const total = counts.reduce((sum, count) => sum + count, 0)
        return (
          <>
            <ColumnChart columns={columns}>
              {fill(text.total, { n: format.count(total) })} ·{' '}
              {fill(text.highest, { n: format.count(Math.max(...counts)) })}
            </ColumnChart>
            <details>
              <summary>{words.table}</summary>
              <ScrollBox labelledBy="panel-ai">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{daysEach === 7 ? text.week : text.day}</th>
                      <th scope="col">{text.count}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {columns.map(({ date, count }) => (
                      <tr key={date}>
                        <th scope="row">{format.fullDay(date)}</th>
                        <td>{format.count(count)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            </details>
          </>
        )
      }}
    </SummaryPanel>
  )
}
