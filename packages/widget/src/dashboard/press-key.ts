import { RANGE_DAYS } from './data/range.js'
import type { DashboardState } from './data/state.js'
import { THEMES } from './data/theme.js'

/** Does what a key stands for in the dashboard, unless it is being typed into something. */
export function pressKey(event: KeyboardEvent, state: DashboardState): void {
  const [target] = event.composedPath()
  if (event.ctrlKey || event.metaKey || event.altKey || isTypedInto(target)) return
  switch (event.key) {
    case ',':
      chooseRange(state, -1)
      return
    case '.':
      chooseRange(state, 1)
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
  target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'radio')

function chooseRange(state: DashboardState, step: 1 | -1) {
  const days = RANGE_DAYS[RANGE_DAYS.indexOf(state.range.value) + step]
  if (days !== undefined) state.chooseRange(days)
}
