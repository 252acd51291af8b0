import type { Breakdown, BreakdownInput, BreakdownNumbers, BreakdownPeriod } from '@son1k/contract'
import { addSums, type Cell, newCell, sumOfCells } from './cell.js'
import { hasSeveralValues } from './dimensions.js'
import { type AskedOf, answerInsight } from './insight.js'
import type { Measured } from './measure.js'
import { metricOf } from './metrics.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import { withDetails } from './row-details.js'
import type { Steps } from './steps.js'

const DEFAULT_ROWS = 10

/** The values of a dimension: how many generations have each, and how those went. */
export async function breakdown(database: Database, asked: AskedOf<BreakdownInput>, steps: Steps): Promise<Breakdown> {
  const { dimension, metric = 'generations', limit = DEFAULT_ROWS, search, details } = asked.input
  const answer = await answerInsight<BreakdownPeriod>(
    { database, asked, steps },
    {
      grouping: 'none',
      metrics: [metric],
      split: { dimension, metric, limit, search },
      periodOf: (measured) => periodOf(measured, hasSeveralValues(dimension)),
    },
  )
  if (!details) return answer
  const { previous, ...current } = answer
  const period = await withDetails({ database, asked, steps }, current, false)
  return previous ? { ...period, previous: await withDetails({ database, asked, steps }, previous, true) } : period
}

function periodOf({ totals, values, unlisted }: Measured, areSeveral: boolean) {
  const total = sumOfCells(totals.values())
  const listed = sumOfCells(values.rows.map(({ whole }) => whole))
  const numbersOf = (cell: Cell) => numbers(cell, total)
  return {
    values: values.found,
    rows: values.rows.map(({ value, whole }) => ({ value, ...numbersOf(whole) })),
    other: areSeveral ? null : numbersOf(difference(values.known, listed)),
    unknown: areSeveral ? null : numbersOf(difference(total, values.known)),
    total: numbersOf(total),
    ...(unlisted > 0 && { approximate: unlisted }),
  }
}

function numbers(cell: Cell, total: Cell): BreakdownNumbers {
  const { succeeded, failed, kept, ai_enhanced: aiEnhanced } = cell.sums
  const all = total.sums.succeeded + total.sums.failed
  return {
    generations: succeeded + failed,
    succeeded,
    failed,
    share: all === 0 ? null : (succeeded + failed) / all,
    successRate: proportion(succeeded, succeeded + failed),
    kept,
    keepRate: proportion(kept, succeeded),
    aiEnhanced,
    meanGenerationSeconds: metricOf('meanGenerationSeconds', cell),
  }
}

function difference(whole: Cell, part: Cell): Cell {
  const cell = newCell()
  addSums(cell, whole.sums)
  addSums(cell, part.sums, -1)
  return cell
}
