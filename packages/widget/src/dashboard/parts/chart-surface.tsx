import type { ComponentChildren } from 'preact'

type ChartSurfaceProps = {
  /** Id of the heading that names the chart. */
  labelledBy: string
  /** Where each point is, 0–1 of the width. */
  places: number[]
  pointed: number | undefined
  onPoint: (index: number | undefined) => void
  /** All that is told of a point, aloud. */
  describe: (index: number) => string
  children: ComponentChildren
}

const FAR = 10

/** A drawing of which one point at a time is told: the one under the pointer, or where the arrow keys went, as on a slider. */
export function ChartSurface({ labelledBy, places, pointed, onPoint, describe, children }: ChartSurfaceProps) {
  const last = places.length - 1
  const at = pointed ?? last
  return (
    <div
      class="surface"
      role="slider"
      tabIndex={0}
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={describe(at)}
      onPointerMove={({ currentTarget, clientX }) => {
        const { left, width } = currentTarget.getBoundingClientRect()
        onPoint(nearest(places, (clientX - left) / width))
      }}
      onPointerLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(at)}
      onBlur={() => onPoint(undefined)}
      onKeyDown={(event) => {
        const next = { ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at - FAR, PageDown: at + FAR, Home: 0, End: last }
        if (!isKeyOf(next, event.key)) return
        event.preventDefault()
        onPoint(Math.max(0, Math.min(last, next[event.key])))
      }}
    >
      {children}
    </div>
  )
}

const isKeyOf = <Moves extends object>(moves: Moves, key: string): key is keyof Moves & string =>
  Object.hasOwn(moves, key)

function nearest(places: number[], wanted: number): number {
  const distance = (index: number) => Math.abs((places[index] ?? 0) - wanted)
  return places.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0)
}
