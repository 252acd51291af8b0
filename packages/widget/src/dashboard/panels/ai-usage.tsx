import { useDashboard } from '../context.js'
import { toColumns } from '../data/columns.js'
import { fill } from '../format.js'
import { ColumnChart } from '../parts/column-chart.js'
import { DataTable } from '../parts/data-table.js'
import { Empty } from '../parts/empty.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

export function AiUsage() {
  const { state, words, format } = useDashboard()
  const text = words.ai
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode('aiAnalysis: {}')} />
  const answer = state.summary.value.answer
  const isByWeek = answer !== undefined && toColumns(answer.summary).daysEach === 7
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
            <ColumnChart
              columns={columns.map(({ date, count }) => ({
                key: date,
                name: format.fullDay(date),
                edge: format.shortDay(date),
                count,
              }))}
            >
              {fill(text.total, { n: format.count(total) })} ·{' '}
              {fill(text.highest, { n: format.count(Math.max(...counts)) })}
            </ColumnChart>
            <DataTable
              labelledBy="panel-ai"
              head={[daysEach === 7 ? text.week : text.day, text.count]}
              rows={columns.map(({ date, count }) => ({
                key: date,
                cells: [format.fullDay(date), format.count(count)],
              }))}
            />
          </>
        )
      }}
    </SummaryPanel>
  )
}
