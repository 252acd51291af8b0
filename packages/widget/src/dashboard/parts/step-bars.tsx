import { useDashboard } from '../context.js'
import { fill } from '../format.js'
import { Bar } from './bar.js'

export type Step = {
  name: string
  reached: number
  /** In the time before; absent where nothing was compared. */
  before?: number | undefined
  /** Of the first step, 0–1. */
  share: number | null
  /** Of the step before. */
  conversion: { share: number } | null
}

/** Steps that fewer and fewer take, each as a bar as long as its share of the first. */
export function StepBars({ steps }: { steps: Step[] }) {
  const { words, format } = useDashboard()
  return (
    <ol class="bars steps">
      {steps.map(({ name, reached, before, share, conversion }) => (
        <li key={name}>
          <span class="bar-label">{name}</span>{' '}
          <span>
            {conversion && <span class="note">→ {format.percent(conversion.share)}</span>}{' '}
            <span class="bar-count">{format.count(reached)}</span>
            {before !== undefined && (
              <span class="note">{fill(words.trend.before, { value: format.count(before) })}</span>
            )}
          </span>
          <Bar share={share ?? 0} />
        </li>
      ))}
    </ol>
  )
}
