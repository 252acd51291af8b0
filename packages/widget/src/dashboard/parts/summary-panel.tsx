import type { SummaryPeriod } from '@son1k/contract'
import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { BLANK_PERIOD } from '../data/blank.js'
import { Panel } from './panel.js'
import { Problem } from './problem.js'

type SummaryPanelProps = {
  name: string
  title: string
  unit?: string
  /** What is shown instead of the children when there is nothing in the period; undefined when there is. */
  empty: (period: SummaryPeriod) => ComponentChildren | undefined
  children: (period: SummaryPeriod, previous: SummaryPeriod | undefined) => ComponentChildren
}

/** A panel of the chosen period: loading, failed, empty or full. An older answer stays until the next one comes. */
export function SummaryPanel({ name, title, unit, empty, children }: SummaryPanelProps) {
  const { state } = useDashboard()
  const { answer, failure } = state.summary.value
  const frame = { name, title, ...(unit !== undefined && { unit }) }
  if (!answer) {
    return failure ? (
      <Panel {...frame}>
        <Problem failure={failure} />
      </Panel>
    ) : (
      <Panel {...frame} isLoading>
        <LoadingText />
        <div class="skeleton" aria-hidden="true">
          {children(BLANK_PERIOD, BLANK_PERIOD)}
        </div>
      </Panel>
    )
  }
  const { summary, period } = answer
  return (
    <Panel {...frame} isChanging={period !== state.period.value}>
      {empty(summary) ?? children(summary, summary.previous)}
    </Panel>
  )
}

export function LoadingText() {
  const { words } = useDashboard()
  return <p class="heard-only">{words.loading}</p>
}
