import { useDashboard } from '../context.js'
import { Bars } from '../parts/bars.js'
import { Empty } from '../parts/empty.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

export function PopularStyles() {
  const text = useDashboard().words.styles
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode("style: 'synthwave'")} />
  return (
    <SummaryPanel
      name="styles"
      title={text.title}
      unit={text.unit}
      empty={({ popularStyles }) => (popularStyles.length === 0 ? empty : undefined)}
    >
      {({ popularStyles }) => <Bars rows={popularStyles} />}
    </SummaryPanel>
  )
}
