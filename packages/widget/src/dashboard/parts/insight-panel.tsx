import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { type Load, useInsight } from '../data/use-insight.js'
import { fill } from '../format.js'
import { Empty } from './empty.js'
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
  children: (answer: Answer) => ComponentChildren
}

/** A panel with a question of its own: loading, failed, empty or full. An older answer stays until the next one comes. */
export function InsightPanel<Answer extends object>(props: InsightPanelProps<Answer>) {
  const { name, title, unit, isWide = false, controls, load, choice = '', isEmpty, children } = props
  const { words, format } = useDashboard()
  const insight = useInsight(load, choice)
  const told = insight.answer
  const frame = {
    name,
    look: isWide ? 'insight wide' : 'insight',
    title,
    controls,
    ...(unit !== undefined && { unit }),
  }
  if (!told) {
    return (
      <Panel {...frame} isLoading={!insight.failure}>
        {insight.failure ? <Problem failure={insight.failure} /> : <LoadingText />}
      </Panel>
    )
  }
  const { answer } = told
  return (
    <Panel {...frame} isChanging={told.choice !== insight.choice}>
      {isEmpty(answer) ? <Empty text={words.insight.empty} hint={words.insight.emptyHint} /> : children(answer)}
      {isCut(answer) && <p class="footnote">{fill(words.insight.cut, { time: format.moment(answer.from) })}</p>}
    </Panel>
  )
}

const isCut = (answer: object): answer is { from: string } =>
  'isCut' in answer && answer.isCut === true && 'from' in answer && typeof answer.from === 'string'
