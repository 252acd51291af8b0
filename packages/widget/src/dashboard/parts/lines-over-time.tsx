import type { TimePoint } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { DataTable } from './data-table.js'
import { type Line, LineChart } from './line-chart.js'

type LinesOverTimeProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  points: TimePoint[]
  lines: Line[]
  show: (value: number) => string
}

/** Lines at the points of a series, and the same as a table. */
export function LinesOverTime({ labelledBy, points, lines, show }: LinesOverTimeProps) {
  const { words, format } = useDashboard()
  const names = points.map(({ start }) => format.point(start))
  return (
    <>
      <LineChart points={names} lines={lines} show={show} />
      <DataTable
        labelledBy={labelledBy}
        head={[words.insight.time, ...lines.map(({ name }) => name)]}
        rows={points.map(({ start }, index) => ({
          key: start,
          cells: [names[index], ...lines.map(({ values }) => (values[index] == null ? '–' : show(values[index])))],
        }))}
      />
    </>
  )
}
