import { useDashboard } from '../context.js'
import { fill } from '../format.js'
import { valueName } from '../words/value-name.js'
import { Icon } from './icon.js'

/** The filters that hold, each a button that takes it away. */
export function FilterChips() {
  const { state, words, format } = useDashboard()
  const filters = state.filters.value
  if (filters.length === 0) return null
  return (
    <div class="filters">
      {filters.map((filter) => {
        const what = `${words.dimensions[filter.dimension]}: ${filter.values.map((value) => valueName(filter.dimension, value, { words, format })).join(', ')}`
        return (
          <button
            key={what}
            type="button"
            class="button"
            aria-label={fill(words.insight.unfilter, { what })}
            onClick={() => state.removeFilter(filter)}
          >
            <span dir="auto">{what}</span> <Icon name="close" />
          </button>
        )
      })}
    </div>
  )
}
