import { useDashboard } from '../context.js'
import { ColumnChart } from '../parts/column-chart.js'
import { DataTable } from '../parts/data-table.js'
import { Panel } from '../parts/panel.js'
import { LoadingText } from '../parts/summary-panel.js'

/** The share of each day in which the server ran. */
export function Availability() {
  const { state, words, format } = useDashboard()
  const text = words.system
  const days = state.system.value.answer?.availability
  return (
    <Panel name="availability" look="insight" title={text.availability} unit={text.availabilityUnit} isLoading={!days}>
      {days ? (
        <>
          <ColumnChart
            columns={days.map(({ date, share }) => ({
              key: date,
              name: format.fullDay(date),
              edge: format.shortDay(date),
              count: share,
            }))}
            show={format.percent}
            highest={1}
          >
            {days.length > 0 && format.percent(days.reduce((sum, { share }) => sum + share, 0) / days.length)}
          </ColumnChart>
          <DataTable
            labelledBy="panel-availability"
            head={[words.insight.day, text.availability]}
            rows={days.map(({ date, share }) => ({ key: date, cells: [format.fullDay(date), format.percent(share)] }))}
          />
        </>
      ) : (
        <LoadingText />
      )}
    </Panel>
  )
}
