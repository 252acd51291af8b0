import { useDashboard } from '../context.js'

/** Asks for more rows of a long list. */
export function MoreButton({ onMore }: { onMore: () => void }) {
  return (
    <button type="button" class="button more" onClick={onMore}>
      {useDashboard().words.insight.more}
    </button>
  )
}
