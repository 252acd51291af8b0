import type { Bound, Figure, Round } from './bench.js'
import { median } from './statistics.js'
import type { Comparison, Row } from './table.js'

/** `aim` includes `must`; `shown` is held against neither. */
export type Verdict = 'aim' | 'must' | 'missed' | 'shown'

/** A figure with what is made of its rounds. */
export type Judged = {
  label: string
  unit: string
  rounds: Round[]
  /** Medians. */
  value: number
  baseline: number
  /** The median of the rounds' comparisons, the least and the most of them. */
  figure: number
  least: number
  most: number
  aim: Bound
  verdict: Verdict
}

/** Compares each round and holds the median against the row's bounds. */
export function judge(row: Row, { label, unit, rounds, aim = row.aim, isInformation = false }: Figure): Judged {
  const figures = rounds.map((round) => compare(row.comparison, round))
  const figure = median(figures)
  return {
    label,
    unit,
    rounds,
    value: median(rounds.map(({ value }) => value)),
    baseline: median(rounds.map(({ baseline }) => baseline)),
    figure,
    least: Math.min(...figures),
    most: Math.max(...figures),
    aim,
    verdict: isInformation ? 'shown' : isWithin(figure, aim) ? 'aim' : isWithin(figure, row.must) ? 'must' : 'missed',
  }
}

function compare(comparison: Comparison, { value, baseline }: Round): number {
  switch (comparison) {
    case 'value ÷ baseline':
      return value / baseline
    case 'baseline ÷ value':
      return baseline / value
    case 'value − baseline':
      return value - baseline
  }
}

const isWithin = (figure: number, bound: Bound) =>
  'atLeast' in bound ? figure >= bound.atLeast : figure <= bound.atMost
