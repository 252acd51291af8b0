import { PERIODS } from './data/period.js'
import type { DashboardState } from './data/state.js'
import { THEMES } from './data/theme.js'
import { VIEWS } from './data/view.js'

/** Does what a key stands for in the dashboard of a shadow root, unless it is being typed into something. */
export function pressKey(event: KeyboardEvent, state: DashboardState, root: ShadowRoot): void {
  const [target] = event.composedPath()
  if (event.ctrlKey || event.metaKey || event.altKey || isTypedInto(target)) return
  const view = VIEWS[Number(event.key) - 1]
  if (view !== undefined) {
    state.view.value = view
    return
  }
  switch (event.key) {
    case '/':
      if (focusSearch(root)) event.preventDefault()
      return
    case ',':
      choosePeriod(state, -1)
      return
    case '.':
      choosePeriod(state, 1)
      return
    case 'l':
      state.language.value = state.language.value === 'es' ? 'en' : 'es'
      return
    case 't':
      state.theme.value = THEMES[(THEMES.indexOf(state.theme.value) + 1) % THEMES.length] ?? 'dark'
      return
    case 'r':
      state.retry()
      return
    case '?':
      state.isHelpOpen.value = !state.isHelpOpen.value
      return
  }
}

const isTypedInto = (target: EventTarget | undefined) =>
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))

function choosePeriod(state: DashboardState, step: 1 | -1) {
  const period = state.period.value
  const next = typeof period === 'string' && PERIODS[PERIODS.indexOf(period) + step]
  if (next) state.choosePeriod(next)
}

/** The search of the view that is shown, if it has one. */
function focusSearch(root: ShadowRoot): boolean {
  const field = root.querySelector<HTMLInputElement>('input[type=search]')
  field?.focus()
  return field != null
}
