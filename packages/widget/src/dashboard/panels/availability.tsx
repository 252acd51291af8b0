import { useDashboard } from '../context.js'
import { ColumnChart } from '../parts/column-chart.js'
import { columnsTable } from '../parts/columns-table.js'
import { DataTable } from '../parts/data-table.js'
import { Panel } from '../parts/panel.js'
import { LoadingText } from '../parts/summary-panel.js'

/** The share of each day in which the server ran. */
export function Availability() {
  const { state, words, format } = useDashboard()
  const text = words.system
  const frame = { name: 'availability', look: 'insight wide', title: text.availability, unit: text.availabilityUnit }
  const days = state.system.value.answer?.availability
  if (!days) {
    return (
      <Panel {...frame} isLoading>
        <LoadingText />
      </Panel>
    )
  }
  const columns = days.map(({ date, share }) => ({
    key: date,
    name: format.fullDay(date),
    edge: format.shortDay(date),
    count: share,
  }))
  const table = columnsTable([words.insight.day, text.availability], columns, format.percent)
  return (
    <Panel {...frame} exported={{ table, answer: days }}>
      <ColumnChart labelledBy="panel-availability" columns={columns} show={format.percent} highest={1}>
        {days.length > 0 && format.percent(days.reduce((sum, { share }) => sum + share, 0) / days.length)}
      </ColumnChart>
      <DataTable labelledBy="panel-availability" table={table} />
    </Panel>
  )
}
