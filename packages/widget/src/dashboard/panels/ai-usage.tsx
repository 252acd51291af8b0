import type { SummaryPeriod } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { toColumns } from '../data/columns.js'
import { fill } from '../format.js'
import { type ChartColumn, ColumnChart } from '../parts/column-chart.js'
import { columnsTable } from '../parts/columns-table.js'
import { Empty } from '../parts/empty.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

const isByWeek = (period: SummaryPeriod) => toColumns(period).daysEach === 7

export function AiUsage() {
  const { words, format } = useDashboard()
  const text = words.ai
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode('aiAnalysis: {}')} />
  const chartColumns = (period: SummaryPeriod): ChartColumn[] =>
    toColumns(period).columns.map(({ date, count }) => ({
      key: date,
      name: format.fullDay(date),
      edge: format.shortDay(date),
      count,
    }))
  return (
    <SummaryPanel
      name="ai"
      title={(period) => (period && isByWeek(period) ? text.byWeek : text.title)}
      unit={text.unit}
      empty={({ aiUsageByDay }) => (aiUsageByDay.every(({ count }) => count === 0) ? empty : undefined)}
      table={(period) =>
        columnsTable([isByWeek(period) ? text.week : text.day, text.count], chartColumns(period), format.count)
      }
      isDrawing
    >
      {(period) => {
        const columns = chartColumns(period)
        const counts = columns.map(({ count }) => count)
        const total = counts.reduce((sum, count) => sum + count, 0)
        return (
          <ColumnChart labelledBy="panel-ai" columns={columns}>
            {fill(text.total, { n: format.count(total) })} ·{' '}
            {fill(text.highest, { n: format.count(Math.max(...counts)) })}
          </ColumnChart>
        )
      }}
    </SummaryPanel>
  )
}
