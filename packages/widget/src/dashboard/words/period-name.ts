import type { Period } from '../data/period.js'
import type { Format } from '../format.js'
import type { Words } from './words.js'

/** What a period is called. */
export function periodName(period: Period, { words, format }: { words: Words; format: Format }): string {
  if (typeof period === 'string') return words.range.long[period]
  const { from, to } = period
  return from === to ? format.fullDay(from) : `${format.fullDay(from)} – ${format.fullDay(to)}`
}
