import type { ComponentChildren } from 'preact'
import { useDashboard } from '../context.js'

/** A modal dialog: the browser puts it above everything, keeps the focus in it and closes it at Escape. */
export function Overlay({ children }: { children: ComponentChildren }) {
  const { host, state, words } = useDashboard()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys for it are Escape and the page's own.
    <dialog
      class={`dashboard overlay ${state.theme.value}`}
      dir="ltr"
      lang={words.locale}
      aria-modal="true"
      aria-labelledby="dashboard-title"
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
