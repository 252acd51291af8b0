import type { Dimension } from '@son1k/contract'
import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { valueName } from '../words/value-name.js'

type FilterButtonProps = { dimension: Dimension; value: string; children?: ComponentChildren }

/** A value that, when it is pressed, becomes a filter of every question. It is shown by its name, or by the children. */
export function FilterButton({ dimension, value, children }: FilterButtonProps) {
  const context = useDashboard()
  return (
    <button
      type="button"
      class="value-button"
      title={context.words.insight.filter}
      onClick={() => context.state.addFilter(dimension, value)}
    >
      <span dir="auto">{children ?? valueName(dimension, value, context)}</span>
    </button>
  )
}
