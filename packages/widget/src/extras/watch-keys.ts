import { listen } from '../tracker/listen.js'

const MODIFIERS = ['ctrl', 'shift', 'alt', 'meta'] as const

/**
 * Calls back when a combination of keys is pressed.
 * @param combination such as `Ctrl+Shift+A` (Ctrl, Shift, Alt, Meta and one key); empty: never
 */
export function watchKeys(combination: string, run: () => void) {
  const parts = combination.toLowerCase().split('+')
  const key = parts.pop()
  if (!key) return
  listen(document, 'keydown', (event: KeyboardEvent) => {
    // The code, because a Russian keyboard has another letter on that key and a Mac's Alt makes a sign of it.
    if (event.key.toLowerCase() !== key && event.code.toLowerCase() !== `key${key}`) return
    if (event.repeat || MODIFIERS.some((name) => event[`${name}Key`] !== parts.includes(name))) return
    event.preventDefault()
    run()
  })
}
