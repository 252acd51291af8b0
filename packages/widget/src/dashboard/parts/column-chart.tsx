import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'

/** `name` says all of the place, `edge` is short enough to stand at an end of the axis. */
type ChartColumn = { key: string; name: string; edge: string; count: number }

type ColumnChartProps = {
  columns: ChartColumn[]
  /** How a count is written; by default as a whole number. */
  show?: (count: number) => string
  /** The highest that can be, as of a share; by default the highest there is. */
  highest?: number
  /** Stands below it, between the first and the last place. */
  children: ComponentChildren
}

const STEP = 10
const WIDTH = 7
const HEIGHT = 100

/** Columns of light over time. A table beside it says the same in text, so screen readers pass over the drawing. */
export function ColumnChart({ columns, show, highest: limit, children }: ColumnChartProps) {
  const { format } = useDashboard()
  const write = show ?? format.count
  const highest = limit ?? Math.max(1, ...columns.map(({ count }) => count))
  const first = columns[0]
  const last = columns[columns.length - 1]
  return (
    <div class="columns">
      <svg viewBox={`0 0 ${columns.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <linearGradient id="column-light" x1="0" y1="0" x2="0" y2={HEIGHT} gradientUnits="userSpaceOnUse">
            <stop class="column-top" offset="0" />
            <stop class="column-bottom" offset="1" />
          </linearGradient>
        </defs>
        {columns.map(({ key, name, count }, index) => {
          const height = (count / highest) * (HEIGHT - 2)
          const x = index * STEP + (STEP - WIDTH) / 2
          return (
            <g key={key} class="column">
              <title>{`${name}: ${write(count)}`}</title>
              <rect class="column-space" x={index * STEP} y="0" width={STEP} height={HEIGHT} />
              {count > 0 && (
                <>
                  <rect class="column-body" x={x} y={HEIGHT - height} width={WIDTH} height={height} />
                  <rect class="column-cap" x={x} y={HEIGHT - height - 1} width={WIDTH} height="2" />
                </>
              )}
            </g>
          )
        })}
      </svg>
      <div class="columns-axis">
        <span>{first?.edge}</span>
        <span>{children}</span>
        <span>{last?.edge}</span>
      </div>
    </div>
  )
}
