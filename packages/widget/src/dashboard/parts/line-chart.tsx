import { useState } from 'preact/hooks'
import { ChartSurface } from './chart-surface.js'

export type Line = {
  name: string
  /** One for each point; null where it is unknown. */
  values: (number | null)[]
  /** Of the period before: drawn faintly. */
  isBefore?: boolean
}

type LineChartProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  /** What each point is called. */
  points: string[]
  lines: Line[]
  show: (value: number) => string
  /** The value stays until the next point, as in a curve that goes down by steps. */
  isStepped?: boolean
  /** Where the points are, 0–1; by default evenly spread. */
  places?: number[]
  /** The highest value that can be, as of a share. */
  highest?: number
}

const WIDTH = 1_000
const HEIGHT = 200

/** Lines of light over time. A table beside it says the same in text. */
export function LineChart({ labelledBy, points, lines, show, isStepped = false, places, highest }: LineChartProps) {
  const [pointed, setPointed] = useState<number | undefined>(undefined)
  const top = highest ?? Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)), 0)
  const last = points.length - 1
  const spread = places ?? points.map((_, index) => (last > 0 ? index / last : 0.5))
  const x = (index: number) => (spread[index] ?? 0) * WIDTH
  const y = (value: number) => HEIGHT - (top > 0 ? value / top : 0) * (HEIGHT - 6) - 1
  const shown = pointed !== undefined && pointed <= last ? pointed : undefined
  const write = ({ values }: Line, index: number) => (values[index] == null ? '–' : show(values[index]))
  const drawn = lines.map((line, index) => ({ line, look: `line-${line.isBefore ? 'before' : index}` }))
  const [first] = lines
  return (
    <div class="lines">
      <ul class="legend">
        {drawn.map(({ line, look }) => (
          <li key={look} class={look}>
            <span class="mark" aria-hidden="true" />
            <span dir="auto">{line.name}</span> {shown !== undefined && <strong>{write(line, shown)}</strong>}
          </li>
        ))}
        <li class="legend-point">{shown !== undefined ? points[shown] : ''}</li>
      </ul>
      <ChartSurface
        labelledBy={labelledBy}
        places={spread}
        pointed={shown}
        onPoint={setPointed}
        describe={(index) =>
          `${points[index]}: ${lines.map((line) => `${line.name} ${write(line, index)}`).join(', ')}`
        }
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path
            class="lines-grid"
            d={[0.5, 1].map((share) => `M0 ${y(top * share)}H${WIDTH}`).join('')}
            vector-effect="non-scaling-stroke"
          />
          {first && lines.length === 1 + Number(lines[1]?.isBefore ?? false) && (
            <path class="area" d={areaOf(pathOf(first.values, { x, y, isStepped }))} />
          )}
          {drawn.map(({ line, look }) => (
            <path
              key={look}
              class={`line ${look}`}
              d={pathOf(line.values, { x, y, isStepped })}
              vector-effect="non-scaling-stroke"
            />
          ))}
          {shown !== undefined && (
            <path class="lines-cursor" d={`M${x(shown)} 0V${HEIGHT}`} vector-effect="non-scaling-stroke" />
          )}
        </svg>
        <span class="lines-top">{top > 0 && show(top)}</span>
        <span class="lines-half">{top > 0 && show(top / 2)}</span>
      </ChartSurface>
      <div class="columns-axis">
        <span>{points[0]}</span>
        <span>{last > 0 && points[last]}</span>
      </div>
    </div>
  )
}

type Shape = { x: (index: number) => number; y: (value: number) => number; isStepped: boolean }

/** A point between two unknown ones is a dot: a line of no length with round ends. */
function pathOf(values: (number | null)[], { x, y, isStepped }: Shape): string {
  let path = ''
  let isDrawing = false
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing = false
      continue
    }
    const at = `${x(index).toFixed(1)} ${y(value).toFixed(1)}`
    if (!isDrawing) path += `M${at}L${at}`
    else path += isStepped ? `H${x(index).toFixed(1)}V${y(value).toFixed(1)}` : `L${at}`
    isDrawing = true
  }
  return path
}

/** What lies under a line, piece by piece: each goes down at its end, back along the ground, and up where it began. */
const areaOf = (path: string) =>
  path.replace(/M([\d.]+) [^M]*/g, (piece, start: string) => `${piece}V${HEIGHT}H${start}Z`)
