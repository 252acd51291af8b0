import type { SummaryPeriod } from '@son1k/contract'
import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { BLANK_PERIOD } from '../data/blank.js'
import type { Table } from '../data/table.js'
import { useInTurn } from '../data/use-in-turn.js'
import { CutNote } from './cut-note.js'
import { DataTable } from './data-table.js'
import { Panel } from './panel.js'
import { Problem } from './problem.js'

type SummaryPanelProps = {
  name: string
  title: string | ((period: SummaryPeriod | undefined) => string)
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
  const { answer, failure } = useInTurn(state.summary)
  const frame = { name, title: typeof title === 'string' ? title : title(answer?.summary), unit }
  if (!answer && failure) {
    return (
      <Panel {...frame}>
        <Problem failure={failure} />
      </Panel>
    )
  }
  const isChanging =
    answer !== undefined && (answer.period !== state.period.value || answer.filters !== state.summaryFilters.value)
  const nothing = answer && empty(answer.summary)
  if (nothing) {
    return (
      <Panel {...frame} isChanging={isChanging}>
        {nothing}
        <CutNote answer={answer.summary} />
      </Panel>
    )
  }
  // What stands there while it is loading is the same as what is there then: the browser changes its texts alone.
  const [now, previous] = answer ? [answer.summary, answer.summary.previous] : [BLANK_PERIOD, BLANK_PERIOD]
  const shown = answer && table(now, previous)
  return (
    <Panel
      {...frame}
      isLoading={!answer}
      isChanging={isChanging}
      exported={shown && { table: shown, answer: answer.summary }}
    >
      <div class={answer ? 'content' : 'content skeleton'} aria-hidden={!answer} inert={!answer}>
        {children(now, previous)}
        {isDrawing && <DataTable labelledBy={`panel-${name}`} table={shown ?? { head: [], rows: [] }} />}
      </div>
      {answer ? <CutNote answer={answer.summary} /> : <LoadingText />}
    </Panel>
  )
}

export function LoadingText() {
  const { words } = useDashboard()
  return <p class="heard-only">{words.loading}</p>
}
