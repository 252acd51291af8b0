import { usePage } from '../page-context.js'
import { Sent } from './sent.js'

/** What the page tells its analytics, and how to see what becomes of it. */
export function Measured({ openDashboard }: { openDashboard: (() => void) | undefined }) {
  const { studio, words } = usePage()
  const { analytics } = words.value
  const announced = studio.announced.value
  return (
    <section class="panel measured" aria-labelledby="measuredHeading">
      <h2 id="measuredHeading">{analytics.heading}</h2>
      {openDashboard ? (
        <p class="hint">
          <kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>A</kbd> {analytics.hint} {analytics.hintTouch}{' '}
          <button type="button" id="openDashboard" class="action" onClick={openDashboard}>
            {analytics.open}
          </button>
        </p>
      ) : (
        <p class="hint">{analytics.missing}</p>
      )}
      <h3 class="announced-heading">
        {analytics.announced}
        {announced && <span class="badge">{analytics.shape[announced.shape]}</span>}
      </h3>
      {announced ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
        <pre class="announced" tabIndex={0}>
          realMusicGenerated {JSON.stringify(announced.detail, null, 2)}
        </pre>
      ) : (
        <p class="empty">{analytics.nothingYet}</p>
      )}
      <Sent />
    </section>
  )
}
