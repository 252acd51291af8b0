const WIDTH = 100
const HEIGHT = 20

/** How often something happened over time, as small as a word. */
export function Spark({ values, label }: { values: number[]; label: string }) {
  const highest = Math.max(1, ...values)
  const step = WIDTH / Math.max(1, values.length - 1)
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)} ${(HEIGHT - (value / highest) * (HEIGHT - 2)).toFixed(1)}`,
  )
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path class="line line-3" d={`M${points.join('L')}`} vector-effect="non-scaling-stroke" />
    </svg>
  )
}
