import type { Dimension, LabelCount } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell, type Table } from '../data/table.js'
import { Bar } from './bar.js'
import { FilterButton } from './filter-button.js'

/** Counted labels, the highest first, each with a bar as long as its count compared with the highest. */
export function Bars({ dimension, rows }: { dimension: Dimension; rows: LabelCount[] }) {
  const { format } = useDashboard()
  const highest = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <ol class="bars">
      {rows.map(({ value, count }) => (
        <li key={value || count}>
          <span class="bar-label" dir="auto" title={value}>
            <FilterButton dimension={dimension} value={value} />
          </span>{' '}
          <span class="bar-count">{format.count(count)}</span>
          <Bar share={count / highest} />
        </li>
      ))}
    </ol>
  )
}

/** The same as a table. @param head what the labels are, and what is counted */
export const barsTable = (head: [string, string], rows: LabelCount[]): Table => ({
  head,
  rows: rows.map(({ value, count }) => [cell(value), cell(count)]),
})
