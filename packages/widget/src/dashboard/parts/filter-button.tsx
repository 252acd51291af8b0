import type { Dimension } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { valueName } from '../words/value-name.js'

/** A value that, when it is pressed, becomes a filter of every question. */
export function FilterButton({ dimension, value }: { dimension: Dimension; value: string }) {
  const context = useDashboard()
  return (
    <button
      type="button"
      class="value-button"
      title={context.words.insight.filter}
      onClick={() => context.state.addFilter(dimension, value)}
    >
      <span dir="auto">{valueName(dimension, value, context)}</span>
    </button>
  )
}
