import { cell, type Table } from '../data/table.js'
import type { ChartColumn } from './column-chart.js'

/** Columns as a table. @param head what a column is, and what is counted */
export const columnsTable = (
  head: [string, string],
  columns: ChartColumn[],
  show: (count: number) => string,
): Table => ({
  head,
  rows: columns.map(({ key, name, count }) => [{ value: key, text: name }, cell(count, show)]),
})
