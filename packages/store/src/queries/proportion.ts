import type { Proportion } from '@son1k/contract'
import { wilsonInterval } from '../statistics/wilson-interval.js'

/** A share with its Wilson interval; null of nothing. */
export function proportion(part: number, whole: number): Proportion | null {
  const interval = wilsonInterval(part, whole)
  return interval && { share: part / whole, ...interval }
}
