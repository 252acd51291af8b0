import { useDashboard } from '../context.js'
import { useInTurn } from '../data/use-in-turn.js'
import { fill } from '../format.js'
import { ColumnChart } from '../parts/column-chart.js'
import { columnsTable } from '../parts/columns-table.js'
import { DataTable } from '../parts/data-table.js'
import { Empty } from '../parts/empty.js'
import { Panel } from '../parts/panel.js'
import { StreamNeeded } from '../parts/stream-needed.js'
import { LoadingText } from '../parts/summary-panel.js'

const MINUTE_MS = 60_000

/** Tracks made in each minute of the last hour, as they come. */
export function Minutes() {
  const { state, words, format } = useDashboard()
  const text = words.minutes
  const snapshot = useInTurn(state.snapshot)
  const frame = { name: 'minutes', title: text.title, unit: text.unit }
  if (!snapshot) {
    const isWaiting = state.connection.value !== 'connecting'
    return (
      <Panel {...frame} isLoading={!isWaiting}>
        {isWaiting ? <StreamNeeded /> : <LoadingText />}
      </Panel>
    )
  }
  const { at, generationsByMinute } = snapshot
  const last = Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS
  const columns = generationsByMinute.map((count, index) => {
    const time = format.minute(last - (generationsByMinute.length - 1 - index) * MINUTE_MS)
    return { key: time, name: time, edge: time, count: count ?? 0 }
  })
  const counts = columns.map(({ count }) => count)
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) {
    return (
      <Panel {...frame}>
        <Empty text={text.empty} hint={words.feed.emptyHint} />
      </Panel>
    )
  }
  const table = columnsTable([text.minute, words.metrics.generations], columns, format.count)
  return (
    <Panel {...frame} exported={{ table, answer: snapshot }}>
      <ColumnChart labelledBy="panel-minutes" columns={columns}>
        {fill(words.ai.total, { n: format.count(total) })} ·{' '}
        {fill(words.ai.highest, { n: format.count(Math.max(...counts)) })}
      </ColumnChart>
      <DataTable labelledBy="panel-minutes" table={table} />
    </Panel>
  )
}
