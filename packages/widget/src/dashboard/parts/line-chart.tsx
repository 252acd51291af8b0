import { useState } from 'preact/hooks'

export type Line = {
  name: string
  /** One for each point; null where it is unknown. */
  values: (number | null)[]
  /** Of the period before: drawn faintly. */
  isBefore?: boolean
}

type LineChartProps = {
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

/** Lines of light over time. A table beside it says the same in text, so screen readers pass over the drawing. */
export function LineChart({ points, lines, show, isStepped = false, places, highest }: LineChartProps) {
  const [pointed, setPointed] = useState<number | undefined>(undefined)
  const top = highest ?? Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)), 0)
  const last = points.length - 1
  const x = (index: number) => (places?.[index] ?? (last > 0 ? index / last : 0.5)) * WIDTH
  const y = (value: number) => HEIGHT - (top > 0 ? value / top : 0) * (HEIGHT - 6) - 1
  const shown = pointed !== undefined && pointed <= last ? pointed : undefined
  return (
    <div class="lines">
      <ul class="legend">
        {lines.map(({ name, values, isBefore }, index) => (
          <li key={name} class={`line-${isBefore ? 'before' : index}`}>
            <span dir="auto">{name}</span>{' '}
            {shown !== undefined && <strong>{values[shown] == null ? '–' : show(values[shown])}</strong>}
          </li>
        ))}
        <li class="legend-point">{shown !== undefined ? points[shown] : ''}</li>
      </ul>
      <div class="lines-plot">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          onPointerMove={(event) => {
            const { left, width } = event.currentTarget.getBoundingClientRect()
            setPointed(nearest(points.length, x, ((event.clientX - left) / width) * WIDTH))
          }}
          onPointerLeave={() => setPointed(undefined)}
        >
          <path class="lines-grid" d={[0.5, 1].map((share) => `M0 ${y(top * share)}H${WIDTH}`).join('')} />
          {lines.map(({ name, values, isBefore }, index) => (
            <path
              key={name}
              class={`line line-${isBefore ? 'before' : index}`}
              d={pathOf(values, { x, y, isStepped })}
              vector-effect="non-scaling-stroke"
            />
          ))}
          {shown !== undefined && (
            <path class="lines-cursor" d={`M${x(shown)} 0V${HEIGHT}`} vector-effect="non-scaling-stroke" />
          )}
        </svg>
        <span class="lines-top">{top > 0 && show(top)}</span>
      </div>
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

function nearest(count: number, x: (index: number) => number, place: number): number {
  let best = 0
  for (let index = 1; index < count; index++) if (Math.abs(x(index) - place) < Math.abs(x(best) - place)) best = index
  return best
}
