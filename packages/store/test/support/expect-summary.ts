import type { SummaryPeriod } from '@son1k/contract'
import { expect } from 'vitest'

/** Equal, but for the last bits of means, which depend on the order of the sum, and 2 % of each quantile. */
export function expectSummary(actual: SummaryPeriod, expected: SummaryPeriod): void {
  for (const name of ['generationSeconds', 'realTimeFactor'] as const) {
    const exact = Object.entries(expected.generations[name])
    const estimates = new Map(Object.entries<number | null>(actual.generations[name]))
    for (const [share, value] of exact) {
      closeToQuantile(estimates.get(share), value)
    }
  }
  closeToQuantile(actual.sessions.medianDurationSeconds, expected.sessions.medianDurationSeconds)
  expect(rounded(withoutQuantiles(actual))).toEqual(rounded(withoutQuantiles(expected)))
}
function closeToQuantile(estimate: number | null | undefined, value: number | null): void {
  if (value === null) expect(estimate).toBe(null)
  else expect(Math.abs((estimate ?? Number.NaN) - value)).toBeLessThanOrEqual(value * (0.02 + 1e-9))
}
const withoutQuantiles = ({ generations, sessions, ...period }: SummaryPeriod) => {
  const { medianDurationSeconds, ...exactSessions } = sessions
  const { generationSeconds, realTimeFactor, successInterval, keepInterval, ...exact } = generations
  return { ...period, generations: exact, sessions: exactSessions }
}
const rounded = (value: object): unknown =>
  JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'number' ? Number(each.toFixed(9)) : each))
