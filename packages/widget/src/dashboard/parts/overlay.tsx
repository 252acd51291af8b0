import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'
import { pressKey } from '../press-key.js'

/**
 * A modal dialog: the browser puts it above everything, keeps the focus in it and closes it at Escape. What is typed in
 * it stays in it, or the page's own one-key shortcuts would fire; chords go on, for they close it again.
 */
export function Overlay({ children }: { children: ComponentChildren }) {
  const { host, state, words } = useDashboard()
  const keepKeys = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation()
    if (event.type === 'keydown') pressKey(event, state)
  }
  return (
    <dialog
      class={`dashboard overlay ${state.theme.value}`}
      dir="ltr"
      lang={words.locale}
      aria-modal="true"
      aria-labelledby="dashboard-title"
      onKeyDown={keepKeys}
      onKeyUp={keepKeys}
      onKeyPress={keepKeys}
      onClick={(event) => {
        if (event.target === event.currentTarget) host.onClose()
      }}
      onCancel={(event) => {
        event.preventDefault()
        host.onClose()
      }}
    >
      <div class="frame">{children}</div>
    </dialog>
  )
}
