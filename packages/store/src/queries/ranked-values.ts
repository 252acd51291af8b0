import { byBytes } from './by-bytes.js'
import type { Cell } from './cell.js'
import { type Key, sourceOf } from './dimensions.js'
import { foldedValues } from './folded-values.js'
import { metricOf } from './metrics.js'
import type { Split } from './rolled-labels.js'

/** A value of a dimension, its cells at the points, and over the whole window. */
export type ValueCells = { key: Key; value: string; cells: Map<number, Cell>; whole: Cell }

/**
 * The first of some values: those with most of a metric, then those of most generations, then by name in the order of code
 * points, or where names are numbers, by number. Those of which the metric is null come last. Spellings of one name are
 * one value.
 * @returns also how many values match the search
 */
export function rankedValues(values: ValueCells[], split: Split): { rows: ValueCells[]; found: number } {
  const { dimension, metric, limit, search, names } = split
  const needle = search === undefined ? undefined : lowerAscii(search)
  const spelled = names ? foldedValues(values, names) : values.map((row) => ({ row, texts: [row.value] }))
  const matching = spelled.filter(
    ({ texts }) => needle === undefined || texts.some((text) => lowerAscii(text).includes(needle)),
  )
  const byName = typeof sourceOf(dimension).keys === 'object' ? byKey : byText
  const measured = matching.map(({ row }) => ({
    row,
    amount: metricOf(metric, row.whole) ?? Number.NEGATIVE_INFINITY,
    generations: metricOf('generations', row.whole) ?? 0,
  }))
  measured.sort((a, b) => descending(a.amount, b.amount) || b.generations - a.generations || byName(a.row, b.row))
  return { rows: measured.slice(0, limit).map(({ row }) => row), found: matching.length }
}

/** Two infinite ones are the same. */
const descending = (a: number, b: number) => (a === b ? 0 : b - a)
const byKey = (a: ValueCells, b: ValueCells) => Number(a.key) - Number(b.key)
const byText = (a: ValueCells, b: ValueCells) => byBytes(a.value, b.value)

/** As the database's `lower`. */
const lowerAscii = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
