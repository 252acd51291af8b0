import type { Listen } from './listen.js'

/**
 * Calls back when a combination of keys is pressed.
 * @param combination such as `Ctrl+Shift+A` (Ctrl, Shift, Alt, Meta and one key); empty: never
 */
export function onHotkey(combination: string, listen: Listen, run: () => void) {
  const parts = combination.toLowerCase().split('+')
  const key = parts.pop()
  const modifiers = ['ctrl', 'shift', 'alt', 'meta'] as const
  listen(document, 'keydown', (event: KeyboardEvent) => {
    // The code, because a Russian keyboard has another letter on that key and a Mac's Alt makes a sign of it.
    const isKey =
      key && [event.key.toLowerCase(), event.code.toLowerCase()].some((name) => name === key || name === `key${key}`)
    if (!isKey || event.repeat || modifiers.some((name) => event[`${name}Key`] !== parts.includes(name))) return
    event.preventDefault()
    run()
  })
}
