import type { Common } from './mantel-haenszel.js'
import { Z_95 } from './normal.js'

/** Sums of a value, and how many have it, in the group that is asked about and in the other one. */
export type MeanStratum = { sum: number; count: number; otherSum: number; otherCount: number }

/**
 * The difference of means that strata have in common, each with Mantel and Haenszel's weight n m ÷ (n + m); null without a
 * stratum that has both groups. It is a ratio of two sums over the strata, with the variance of such a one: W. G. Cochran,
 * *Sampling Techniques* (1977), chapter 6. That takes nothing for granted about how values vary within strata, and needs two of these.
 */
export function commonMeanDifference(strata: MeanStratum[]): Common | null {
  const both = strata.filter(({ count, otherCount }) => count > 0 && otherCount > 0)
  if (both.length === 0) return null
  const weighed = both.map(({ sum, count, otherSum, otherCount }) => ({
    weight: (count * otherCount) / (count + otherCount),
    difference: sum / count - otherSum / otherCount,
  }))
  const weight = weighed.reduce((total, each) => total + each.weight, 0)
  const value = weighed.reduce((total, each) => total + each.weight * each.difference, 0) / weight
  const squares = weighed.reduce((total, each) => total + (each.weight * (each.difference - value)) ** 2, 0)
  if (both.length === 1 || squares === 0) return { value, interval: null }
  const margin = (Z_95 * Math.sqrt((squares * both.length) / (both.length - 1))) / weight
  return { value, interval: { low: value - margin, high: value + margin } }
}
