import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import type { Table } from '../data/table.js'
import { type Load, useInsight } from '../data/use-insight.js'
import { scriptTag } from '../snippets.js'
import { CutNote } from './cut-note.js'
import { DataTable, OpenTable } from './data-table.js'
import { Empty, type EmptyProps } from './empty.js'
import { Panel } from './panel.js'
import { Problem } from './problem.js'
import { LoadingText } from './summary-panel.js'

type InsightPanelProps<Answer> = {
  name: string
  title: string
  unit?: string
  /** Takes the whole width of the view. */
  isWide?: boolean
  /** What can be chosen in its head. */
  controls?: ComponentChildren
  load: Load<Answer>
  /** What was chosen there, as text: the question is asked again when it is another one. */
  choice?: string
  isEmpty: (answer: Answer) => boolean
  /** What is said when it is empty, and how to get something into it; by default by another period. */
  emptyState?: EmptyProps
  /** All that it shows, as text. */
  table: (answer: Answer) => Table
  /** What draws it. Without, the table is shown itself. */
  children?: (answer: Answer) => ComponentChildren
  /** What is to be said of the answer beside the table. */
  note?: string | false | ((answer: Answer) => string | false)
  /** What asks for more of it. */
  more?: (answer: Answer) => ComponentChildren
  /** What draws it is text already, so that no table has to stand behind it. */
  isText?: boolean
}

/** A panel with a question of its own: loading, failed, empty or full. An older answer stays until the next one comes. */
export function InsightPanel<Answer extends object>(props: InsightPanelProps<Answer>) {
  const { name, title, unit, isWide = false, controls, load, choice = '', isEmpty } = props
  const { host, state, words } = useDashboard()
  const insight = useInsight(load, choice)
  const told = insight.answer
  const frame = { name, look: isWide ? 'insight wide' : 'insight', title, controls, unit }
  if (!told) {
    return (
      <Panel {...frame} isLoading={!insight.failure}>
        {insight.failure ? <Problem failure={insight.failure} /> : <LoadingText />}
      </Panel>
    )
  }
  const { answer } = told
  const isChanging = told.choice !== insight.choice
  const cut = <CutNote answer={answer} />
  /** Where nothing was ever stored, no other period helps. */
  const emptyState = (): EmptyProps =>
    state.system.value.answer?.database.events === 0
      ? { text: words.feed.empty, hint: words.generations.emptyHint, code: scriptTag(host.endpoint) }
      : { text: words.insight.empty, hint: words.insight.emptyHint }
  if (isEmpty(answer)) {
    return (
      <Panel {...frame} isChanging={isChanging}>
        <Empty {...(props.emptyState ?? emptyState())} />
        {cut}
      </Panel>
    )
  }
  const table = props.table(answer)
  const note = typeof props.note === 'function' ? props.note(answer) : props.note
  const shownTable = { labelledBy: `panel-${name}`, table }
  return (
    <Panel {...frame} isChanging={isChanging} exported={{ table, answer }}>
      {props.children ? props.children(answer) : <OpenTable {...shownTable} />}
      {props.children && !props.isText && <DataTable {...shownTable} />}
      {props.more?.(answer)}
      {note && <p class="footnote">{note}</p>}
      {cut}
    </Panel>
  )
}
