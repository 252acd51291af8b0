import { type Cell, cell } from './table.js'

type Before<Row> = {
  isIt: (row: Row) => boolean
  count: (row: Row) => number
  /** So many rows were asked for, those of the highest counts. */
  limit: number
  show: (count: number) => string
}

/** What a row had in the time before. One that is not listed there had no more than the last that is. */
export function beforeCell<Row>(rows: Row[], { isIt, count, limit, show }: Before<Row>): Cell {
  const row = rows.find(isIt)
  if (row) return cell(count(row), show)
  if (rows.length < limit) return cell(0, show)
  return { value: null, text: `≤ ${show(Math.min(...rows.map(count)))}` }
}
