import { useDashboard } from '../context.js'
import type { Failure } from '../data/failure.js'

/** Says that a panel got no data, why, and lets a person ask again. */
export function Problem({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { state, words } = useDashboard()
  return (
    <div class="problem">
      <p class="problem-title">
        <span aria-hidden="true">⚠</span> {words.failure.title}
      </p>
      {failure.kind === 'unreachable' ? (
        <p>{words.failure.unreachable}</p>
      ) : (
        <p lang="en" dir="auto">
          {failure.message}
        </p>
      )}
      <button type="button" class="button" onClick={onRetry ?? state.retry}>
        {words.retry}
      </button>
    </div>
  )
}
