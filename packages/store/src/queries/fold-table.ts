const COLUMNS = ['fold', 'label', 'succeeded', 'failed', 'kept'] as const
type Column = (typeof COLUMNS)[number]

/** Sums of prompts, the same ones in any spelling together, in columns. `label` is the lowest number of a spelling. */
export type FoldTable = Record<Column, Float64Array>

/** One of them. */
export type FoldSums = Record<Column, number>

/** A table with one row for each fold, and where it is. */
export type FoldIndex = { table: FoldTable; placeOf: Map<number, number> }

const BYTES_OF_ROW = COLUMNS.length * Float64Array.BYTES_PER_ELEMENT
export const bytesOfFolds = ({ fold }: FoldTable): number => fold.length * BYTES_OF_ROW

const BYTES_OF_PLACE = 50
export const bytesOfIndex = ({ table, placeOf }: FoldIndex): number =>
  bytesOfFolds(table) + placeOf.size * BYTES_OF_PLACE

const tableBy = (columnOf: (name: Column) => Float64Array): FoldTable => ({
  fold: columnOf('fold'),
  label: columnOf('label'),
  succeeded: columnOf('succeeded'),
  failed: columnOf('failed'),
  kept: columnOf('kept'),
})

export const rowAt = ({ fold, label, succeeded, failed, kept }: FoldTable, place: number): FoldSums => ({
  fold: fold[place] ?? 0,
  label: label[place] ?? 0,
  succeeded: succeeded[place] ?? 0,
  failed: failed[place] ?? 0,
  kept: kept[place] ?? 0,
})

/** Adds the row of a table to one of another; the new row of a fold where that is at the end. */
function addRow(sums: FoldTable, place: number, { from, row }: { from: FoldTable; row: number }): void {
  const label = from.label[row] ?? 0
  sums.label[place] = Math.min(sums.label[place] || label, label)
  for (const name of ['succeeded', 'failed', 'kept'] as const)
    sums[name][place] = (sums[name][place] ?? 0) + (from[name][row] ?? 0)
}

/** The rows of some tables, those of one fold added up. */
export function sumOfFolds(tables: FoldTable[]): FoldIndex {
  const most = tables.reduce((sum, { fold }) => sum + fold.length, 0)
  const sums = tableBy(() => new Float64Array(most))
  const placeOf = new Map<number, number>()
  for (const from of tables) {
    for (let row = 0; row < from.fold.length; row++) {
      const fold = from.fold[row] ?? 0
      const place = placeOf.get(fold) ?? placeOf.size
      if (place === placeOf.size) placeOf.set(fold, place)
      sums.fold[place] = fold
      addRow(sums, place, { from, row })
    }
  }
  return { table: tableBy((name) => sums[name].slice(0, placeOf.size)), placeOf }
}

/** The rows of labels, each with its fold, those of one fold added up; without labels that have none. */
export function foldsAmong(ofLabels: FoldTable, foldOf: Map<number, number>): FoldIndex {
  const rows = [...ofLabels.label.keys()].filter((row) => foldOf.has(ofLabels.label[row] ?? 0))
  const among = tableBy((name) => Float64Array.from(rows, (row) => ofLabels[name][row] ?? 0))
  return sumOfFolds([{ ...among, fold: among.label.map((label) => foldOf.get(label) ?? 0) }])
}

/** Before another by rank: of more succeeded generations; of as many, of more failed ones, and then by the fold. */
const isBefore = (a: FoldSums, b: FoldSums) => (b.succeeded - a.succeeded || b.failed - a.failed || a.fold - b.fold) < 0

/** The same by rank. Most have the same numbers as many others, so each number's prompts are put in order together. */
export function rankFolds({ table, placeOf }: FoldIndex): FoldIndex {
  const placesOf = new Map<number, number[]>()
  for (const fold of table.fold.toSorted()) {
    const place = placeOf.get(fold) ?? 0
    const numbers = (table.succeeded[place] ?? 0) * MOST_FAILED + (table.failed[place] ?? 0)
    const known = placesOf.get(numbers)
    if (known) known.push(place)
    else placesOf.set(numbers, [place])
  }
  const numbers = [...placesOf.keys()].toSorted((a, b) => b - a)
  const order = numbers.flatMap((each) => placesOf.get(each) ?? [])
  const ranked = tableBy((name) => inOrder(table[name], order))
  const rankOf = new Map<number, number>()
  for (const fold of ranked.fold) rankOf.set(fold, rankOf.size)
  return { table: ranked, placeOf: rankOf }
}

function inOrder(column: Float64Array, order: number[]): Float64Array {
  const ordered = new Float64Array(order.length)
  for (let place = 0; place < order.length; place++) ordered[place] = column[order[place] ?? 0] ?? 0
  return ordered
}

/** More generations than a range has. */
const MOST_FAILED = 2 ** 26

/**
 * The first of all prompts by rank: of those that were ranked before, and what came to them.
 * @param recent is changed: to the whole sums of its prompts
 * @returns also how many there are
 */
export function firstFolds(
  { table, placeOf }: FoldIndex,
  recent: FoldIndex,
  { limit, offset = 0 }: { limit: number; offset?: number | undefined },
): { rows: FoldSums[]; found: number } {
  let found = table.fold.length
  for (const [fold, place] of recent.placeOf) {
    const row = placeOf.get(fold)
    if (row === undefined) found += 1
    else addRow(recent.table, place, { from: table, row })
  }
  const changed = rankFolds(recent).table
  const rows: FoldSums[] = []
  let [place, next] = [0, 0]
  while (rows.length < offset + limit) {
    while (place < table.fold.length && recent.placeOf.has(table.fold[place] ?? 0)) place += 1
    const own = place < table.fold.length ? rowAt(table, place) : undefined
    const other = next < changed.fold.length ? rowAt(changed, next) : undefined
    if (own !== undefined && (other === undefined || isBefore(own, other))) {
      rows.push(own)
      place += 1
    } else if (other !== undefined) {
      rows.push(other)
      next += 1
    } else break
  }
  return { rows: rows.slice(offset), found }
}
