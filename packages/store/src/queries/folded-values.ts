import type { NameTable } from '../music/name-table.js'
import { type Cell, cellAt, sumOfCells } from './cell.js'
import { groupSpellings } from './names.js'
import type { ValueCells } from './ranked-values.js'

/** A value, and the texts that it was sent as. */
type SpelledValue = { row: ValueCells; texts: string[] }

/** Puts the spellings of the same name together. */
export const foldedValues = (values: ValueCells[], names: NameTable): SpelledValue[] =>
  groupSpellings(
    names,
    values.map((row) => ({ id: row, text: row.value, generations: row.whole.sums.succeeded + row.whole.sums.failed })),
  ).map(({ shown, spellings }) => {
    const rows = spellings.map(({ id }) => id)
    const cells = mergedCells(rows)
    return {
      row: { key: shown, value: shown, cells, whole: sumOfCells(cells.values()) },
      texts: spellings.map(({ text }) => text),
    }
  })

function mergedCells(rows: ValueCells[]): Map<number, Cell> {
  const merged = new Map<number, Cell>()
  for (const { cells } of rows) {
    for (const [point, cell] of cells) merged.set(point, sumOfCells([cellAt(merged, point), cell]))
  }
  return merged
}
