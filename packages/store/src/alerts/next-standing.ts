import type { AlertRule } from '@son1k/contract'

type Standing = Pick<AlertRule, 'state'> & { streak: number }
type Bounds = Pick<AlertRule, 'threshold' | 'clearThreshold' | 'badEvaluations' | 'goodEvaluations'>

/**
 * Where an alert stands after an evaluation. It fires after so many values in a row at or above the threshold, and is over
 * after so many in a row below the lower one: in between, and of an unknown value, nothing changes, so that it doesn't flap.
 * @param value null: unknown, which neither continues a streak nor ends it
 */
export function nextStanding(standing: Standing, value: number | null, bounds: Bounds): Standing {
  if (value === null) return standing
  const { state } = standing
  const speaksAgainst = state === 'ok' ? value >= bounds.threshold : value < bounds.clearThreshold
  const streak = speaksAgainst ? standing.streak + 1 : 0
  if (streak < (state === 'ok' ? bounds.badEvaluations : bounds.goodEvaluations)) return { state, streak }
  return { state: state === 'ok' ? 'firing' : 'ok', streak: 0 }
}
