import type { TimePoint } from '@son1k/contract'
import type { DashboardContext } from '../context.js'
import { cell, type Table } from '../data/table.js'
import type { Line } from './line-chart.js'

type Lines = { points: TimePoint[]; lines: Line[]; show: (value: number) => string }

/** Lines at the points of a series, as a table. */
export const linesTable = ({ points, lines, show }: Lines, { words, format }: DashboardContext): Table => ({
  head: [words.insight.time, ...lines.map(({ name }) => name)],
  rows: points.map(({ start }, index) => [
    cell(start, format.point),
    ...lines.map(({ values }) => cell(values[index], show)),
  ]),
})
