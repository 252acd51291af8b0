/** A line of light, as long as a share, 0–1. What it says stands beside it as text. */
export const Bar = ({ share }: { share: number }) => (
  <span class="bar" aria-hidden="true">
    <span style={{ '--share': share }} />
  </span>
)
