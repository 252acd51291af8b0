import { useDashboard } from '../context.js'
import { Bars, barsTable } from '../parts/bars.js'
import { Empty } from '../parts/empty.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

export function PopularStyles() {
  const { words } = useDashboard()
  const text = words.styles
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode("style: 'synthwave'")} />
  return (
    <SummaryPanel
      name="styles"
      title={text.title}
      unit={text.unit}
      empty={({ popularStyles }) => (popularStyles.length === 0 ? empty : undefined)}
      table={({ popularStyles }) => barsTable([words.dimensions.style, text.unit], popularStyles)}
    >
      {({ popularStyles }) => <Bars dimension="style" rows={popularStyles} />}
    </SummaryPanel>
  )
}
