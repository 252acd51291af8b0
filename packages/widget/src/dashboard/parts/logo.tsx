const HEIGHTS = [8, 18, 28, 14, 24, 10]

/** A short wave form. It decorates the name beside it. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 35 32" aria-hidden="true">
      {HEIGHTS.map((height, index) => (
        <rect key={index * 6} x={index * 6 + 1} y={(32 - height) / 2} width="3" height={height} rx="1.5" />
      ))}
    </svg>
  )
}
