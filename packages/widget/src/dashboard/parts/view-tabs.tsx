import { useDashboard } from '../context.js'
import { VIEWS } from '../data/view.js'

/** The way from one view to another. */
export function ViewTabs() {
  const { state, words } = useDashboard()
  return (
    <nav class="view-tabs" aria-label={words.views.label}>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={state.view.value === view ? 'page' : undefined}
          onClick={() => {
            state.view.value = view
          }}
        >
          {words.views[view]}
        </button>
      ))}
    </nav>
  )
}
