import { useDashboard } from '../context.js'
import { Bars, barsTable } from '../parts/bars.js'
import { Empty } from '../parts/empty.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { trackCode } from '../snippets.js'

export function PopularPrompts() {
  const { words } = useDashboard()
  const text = words.prompts
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={trackCode("prompt: 'night drive in the rain'")} />
  return (
    <SummaryPanel
      name="prompts"
      title={text.title}
      unit={text.unit}
      empty={({ popularPrompts }) => (popularPrompts.length === 0 ? empty : undefined)}
      table={({ popularPrompts }) => barsTable([words.dimensions.prompt, text.unit], popularPrompts)}
    >
      {({ popularPrompts }) => <Bars dimension="prompt" rows={popularPrompts} />}
    </SummaryPanel>
  )
}
