import { useDashboard } from '../context.js'
import { fill } from '../format.js'

type SearchFieldProps = {
  /** What is searched for. */
  what: string
  value: string
  onSearch: (text: string) => void
}

export function SearchField({ what, value, onSearch }: SearchFieldProps) {
  const { words } = useDashboard()
  return (
    <input
      class="button search"
      type="search"
      aria-label={fill(words.insight.search, { what })}
      placeholder={words.insight.searchHint}
      value={value}
      onInput={(event) => onSearch(event.currentTarget.value)}
    />
  )
}
