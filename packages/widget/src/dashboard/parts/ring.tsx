const RADIUS = 52
const LENGTH = 2 * Math.PI * RADIUS

/** A share, 0–1, as an arc of light. It only decorates the number that stands in it. */
export function Ring({ share }: { share: number }) {
  return (
    <svg class="ring" viewBox="0 0 120 120" aria-hidden="true">
      <circle class="ring-ticks" cx="60" cy="60" r="58" />
      <circle class="ring-track" cx="60" cy="60" r={RADIUS} />
      <circle class="ring-arc" cx="60" cy="60" r={RADIUS} stroke-dasharray={`${share * LENGTH} ${LENGTH}`} />
    </svg>
  )
}
