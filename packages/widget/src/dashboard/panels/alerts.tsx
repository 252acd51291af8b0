import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { InsightPanel } from '../parts/insight-panel.js'

/** When alerts fired and were over, and whether that was told. */
export function Alerts() {
  const { words, format } = useDashboard()
  const text = words.alerts
  return (
    <InsightPanel
      name="alerts"
      isWide
      title={text.title}
      load={(ask, _asked, abort) => ask('system.alerts', undefined, abort)}
      isEmpty={({ notices }) => notices.length === 0}
      emptyState={{ text: text.none, hint: text.hint, code: 'son1k-analytics alerts add --help' }}
      table={({ notices }) => ({
        head: [text.time, text.alert, text.happened, text.value, text.told],
        rows: notices.map(({ at, name, event, value, delivery }) => [
          cell(at, format.moment),
          cell(name),
          cell(text.events[event]),
          cell(value, format.tenths),
          cell(text.deliveries[delivery]),
        ]),
      })}
    />
  )
}
