import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { ChartSurface } from './chart-surface.js'

/** `name` says all of the place, `edge` is short enough to stand at an end of the axis. */
export type ChartColumn = { key: string; name: string; edge: string; count: number }

type ColumnChartProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  columns: ChartColumn[]
  /** How a count is written; by default as a whole number. */
  show?: (count: number) => string
  /** The highest that can be, as of a share; by default the highest there is. */
  highest?: number
  /** Stands below it, between the first and the last place, while none is pointed at. */
  children: ComponentChildren
}

const STEP = 10
const WIDTH = 7
const HEIGHT = 100
/** A few columns stay slim. */
const SLIM = 1.2

/** Columns of light over time. A table beside it says the same in text. */
export function ColumnChart({ labelledBy, columns, show, highest: limit, children }: ColumnChartProps) {
  const { format } = useDashboard()
  const [pointed, setPointed] = useState<number | undefined>(undefined)
  const write = show ?? format.count
  const highest = limit ?? Math.max(1, ...columns.map(({ count }) => count))
  const width = Math.min(WIDTH, columns.length * SLIM)
  const first = columns[0]
  const last = columns[columns.length - 1]
  const left = (index: number) => index * STEP + (STEP - width) / 2
  const top = (count: number) => HEIGHT - (count / highest) * (HEIGHT - 2)
  const body = (index: number, count: number) => `M${left(index)} ${HEIGHT}V${top(count)}h${width}V${HEIGHT}z`
  const cap = (index: number, count: number) => `M${left(index)} ${top(count) - 1}h${width}v2h${-width}z`
  const describe = (index: number) => {
    const column = columns[index]
    return column ? `${column.name}: ${write(column.count)}` : ''
  }
  return (
    <div class="columns">
      <ChartSurface
        labelledBy={labelledBy}
        places={columns.map((_, index) => (index + 0.5) / columns.length)}
        pointed={pointed}
        onPoint={setPointed}
        describe={describe}
      >
        <svg viewBox={`0 0 ${columns.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <linearGradient id="column-light" x1="0" y1="0" x2="0" y2={HEIGHT} gradientUnits="userSpaceOnUse">
              <stop class="column-top" offset="0" />
              <stop class="column-bottom" offset="1" />
            </linearGradient>
          </defs>
          <path class="column-body" d={draw(columns, body)} />
          {pointed !== undefined && <path class="column-body pointed" d={draw(columns, body, pointed)} />}
          <path class="column-cap" d={draw(columns, cap)} />
        </svg>
      </ChartSurface>
      <div class={`columns-axis${last === first ? ' single' : ''}`}>
        <span>{first?.edge}</span>
        <span class={pointed === undefined ? '' : 'pointed-at'}>
          {pointed === undefined ? children : describe(pointed)}
        </span>
        <span>{last !== first && last?.edge}</span>
      </div>
    </div>
  )
}

type Shape = (index: number, count: number) => string

/** All columns as one path, or one of them: an element each would cost a phone its frame. */
const draw = (columns: ChartColumn[], shape: Shape, only?: number) =>
  columns.map(({ count }, index) => (count > 0 && (only ?? index) === index ? shape(index, count) : '')).join('')
