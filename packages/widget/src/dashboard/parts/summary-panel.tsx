import type { SummaryPeriod } from '@son1k/contract'
import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { BLANK_PERIOD } from '../data/blank.js'
import type { Table } from '../data/table.js'
import { DataTable } from './data-table.js'
import { Panel } from './panel.js'
import { Problem } from './problem.js'

type SummaryPanelProps = {
  name: string
  title: string
  unit?: string
  /** What is shown instead of the children when there is nothing in the period; undefined when there is. */
  empty: (period: SummaryPeriod) => ComponentChildren | undefined
  /** All that it shows, as text. */
  table: (period: SummaryPeriod, previous: SummaryPeriod | undefined) => Table
  /** It is a drawing, so that the table has to stand behind it. */
  isDrawing?: boolean
  children: (period: SummaryPeriod, previous: SummaryPeriod | undefined) => ComponentChildren
}

/** A panel of the chosen period: loading, failed, empty or full. An older answer stays until the next one comes. */
export function SummaryPanel({ name, title, unit, empty, table, isDrawing, children }: SummaryPanelProps) {
  const { state } = useDashboard()
  const { answer, failure } = state.summary.value
  const frame = { name, title, unit }
  const behind = (table: Table) => isDrawing && <DataTable labelledBy={`panel-${name}`} table={table} />
  if (!answer) {
    return failure ? (
      <Panel {...frame}>
        <Problem failure={failure} />
      </Panel>
    ) : (
      <Panel {...frame} isLoading>
        <LoadingText />
        <div class="skeleton" aria-hidden="true" inert>
          {children(BLANK_PERIOD, BLANK_PERIOD)}
          {behind({ head: [], rows: [] })}
        </div>
      </Panel>
    )
  }
  const { summary, period } = answer
  const isChanging = period !== state.period.value
  const nothing = empty(summary)
  if (nothing) {
    return (
      <Panel {...frame} isChanging={isChanging}>
        {nothing}
      </Panel>
    )
  }
  const shown = table(summary, summary.previous)
  return (
    <Panel {...frame} isChanging={isChanging} exported={{ table: shown, answer: summary }}>
      {children(summary, summary.previous)}
      {behind(shown)}
    </Panel>
  )
}

export function LoadingText() {
  const { words } = useDashboard()
  return <p class="heard-only">{words.loading}</p>
}
