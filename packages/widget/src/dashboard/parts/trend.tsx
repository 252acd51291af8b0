import { useDashboard } from '../context.js'
import { fill } from '../format.js'
import type { TrendWords } from '../words/words.js'

export type TrendProps = {
  current: number | null
  /** Absent where the server compared nothing; null where nothing was known. */
  previous: number | null | undefined
  kind: 'rate' | 'count' | 'wait' | 'length'
  /** Which direction is good news; `neither` for what just is. */
  good: 'up' | 'down' | 'neither'
  show: (value: number) => string
}

/** The way a number went since the period before: an arrow, how far, a word, and the number it had. */
export function Trend({ current, previous, kind, good, show }: TrendProps) {
  const { words, format } = useDashboard()
  if (current === null || previous === undefined) return <span class="trend" />
  if (previous === null) return <span class="trend">{fill(words.trend.before, { value: words.unknown })}</span>
  const isFirst = previous === 0 && current !== 0
  // What differs by less than is shown would read as "0 points lower".
  const direction = show(current) === show(previous) ? 'same' : current > previous ? 'up' : 'down'
  const mood = direction === 'same' || good === 'neither' || isFirst ? 'neutral' : direction === good ? 'good' : 'bad'
  const [arrow, text] = describe()
  return (
    <span class={`trend ${mood}`}>
      <span class="trend-change">
        <span aria-hidden="true">{arrow}</span> {text}
      </span>{' '}
      {!isFirst && <span class="trend-before">{fill(words.trend.before, { value: show(previous) })}</span>}
    </span>
  )

  function describe(): [arrow: string, text: string] {
    const now = current ?? 0
    const before = previous ?? 0
    if (direction === 'same') return ['=', words.trend.same]
    const arrow = direction === 'up' ? '▲' : '▼'
    if (kind === 'rate') {
      // Of the numbers as they are shown.
      const points = Math.abs(Math.round(now * 1000) - Math.round(before * 1000)) / 10
      const distance = format.plural(words.trend.rate.points, points, format.tenths)
      return [arrow, `${distance} ${words.trend.rate[direction]}`]
    }
    if (isFirst) return [arrow, words.trend.fresh]
    const trendWords: TrendWords = words.trend[kind]
    return [arrow, `${format.percent(Math.abs(now - before) / before)} ${trendWords[direction]}`]
  }
}
