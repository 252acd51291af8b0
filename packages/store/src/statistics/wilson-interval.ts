import { Z_95 } from './normal.js'

/**
 * The interval that a proportion lies in with a confidence of 95 %, without continuity correction; null when there are none.
 * Wilson: Probable inference, the law of succession, and statistical inference, JASA 22 (1927), as formula (4) of Newcombe:
 * Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), method 3.
 */
export function wilsonInterval(successes: number, total: number): { low: number; high: number } | null {
  if (total === 0) return null
  const z2 = Z_95 ** 2
  const middle = 2 * successes + z2
  const spread = Z_95 * Math.sqrt(z2 + 4 * successes * (1 - successes / total))
  const width = 2 * (total + z2)
  // None of none, or all of all, is the end of the scale itself; rounding must not miss it.
  return {
    low: successes === 0 ? 0 : (middle - spread) / width,
    high: successes === total ? 1 : (middle + spread) / width,
  }
}
