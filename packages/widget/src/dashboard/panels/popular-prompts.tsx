import { useDashboard } from '../context.js'
import { Bars } from '../parts/bars.js'
import { Empty } from '../parts/empty.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

export function PopularPrompts() {
  const text = useDashboard().words.prompts
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode("prompt: 'night drive in the rain'")} />
  return (
    <SummaryPanel
      name="prompts"
      title={text.title}
      unit={text.unit}
      empty={({ popularPrompts }) => (popularPrompts.length === 0 ? empty : undefined)}
    >
      {({ popularPrompts }) => <Bars rows={popularPrompts} />}
    </SummaryPanel>
  )
}
