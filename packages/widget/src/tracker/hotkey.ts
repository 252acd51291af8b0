import { listen } from './listen.js'
import { withExtras } from './load.js'

/**
 * Calls back when the dashboard's keys are pressed: Ctrl+Shift+A, or what the page names.
 * @param combination such as `Alt+D` (Ctrl, Shift, Alt, Meta and one key); empty: never
 */
export function onHotkey(combination: string | undefined, run: () => void) {
  if (combination) withExtras((extras) => extras.watchKeys(combination, run))
  if (combination != null) return
  listen(document, 'keydown', (event: KeyboardEvent) => {
    if (event.repeat || !event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return
    // The code, too, because a Russian keyboard has another letter on that key.
    if (event.key.toLowerCase() !== 'a' && event.code !== 'KeyA') return
    event.preventDefault()
    run()
  })
}
