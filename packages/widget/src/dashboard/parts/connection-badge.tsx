import { useDashboard } from '../context.js'

/** How current the numbers are: the connection's state in words, and when the server last told anything. */
export function ConnectionBadge() {
  const { state, words, format } = useDashboard()
  const text = words.connection
  const connection = state.connection.value
  const updatedAt = state.updatedAt.value
  const isBroken = connection === 'stale' || connection === 'unreachable'
  return (
    <div class={`connection ${connection}`}>
      <p class="connection-state" title={text.explain[connection]}>
        <span class="lamp" aria-hidden="true" /> {text[connection]}
        <span class="heard-only">. {text.explain[connection]}</span>
      </p>
      <p class="connection-updated">
        {updatedAt === undefined ? (
          text.never
        ) : (
          <time dateTime={new Date(updatedAt).toISOString()} title={format.moment(updatedAt)}>
            {text.updated} {format.clock(updatedAt)}
            <span class="connection-age"> · {format.ago(state.clock.value - updatedAt)}</span>
          </time>
        )}
      </p>
      {isBroken && (
        <button type="button" class="button" onClick={state.retry}>
          {words.retry}
        </button>
      )}
    </div>
  )
}
