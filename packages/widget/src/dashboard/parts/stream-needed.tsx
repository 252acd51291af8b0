import { useDashboard } from '../context.js'
import { Problem } from './problem.js'

/** In the place of what only the live stream tells, while there is none: the whole server may be away, or the stream alone. */
export function StreamNeeded() {
  const { state, words } = useDashboard()
  const { failure } = state.summary.value
  return failure ? <Problem failure={failure} /> : <p class="empty">{words.feed.waiting}</p>
}
