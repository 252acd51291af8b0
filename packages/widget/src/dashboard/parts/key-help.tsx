import { useLayoutEffect, useRef } from 'preact/hooks'
import { useDashboard } from '../context.js'

/** The list of keys, as a dialog of its own over the dashboard. */
export function KeyHelp() {
  const { state } = useDashboard()
  const dialog = useRef<HTMLDialogElement>(null)
  const isOpen = state.isHelpOpen.value
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  const close = () => {
    state.isHelpOpen.value = false
  }
  return (
    <dialog
      ref={dialog}
      class="panel key-help"
      aria-labelledby="key-help-title"
      onClose={close}
      // What closes this one is not to close the dashboard under it.
      onCancel={(event) => event.stopPropagation()}
    >
      {isOpen && <KeyList onClose={close} />}
    </dialog>
  )
}

function KeyList({ onClose }: { onClose: () => void }) {
  const { host, words } = useDashboard()
  const text = words.keys
  const keys = [
    ['1 – 5', text.view],
    ['/', text.search],
    [', .', text.period],
    ['l', text.language],
    ['t', text.theme],
    ['r', text.retry],
    ['?', text.help],
    ...(host.mode === 'overlay' ? [['Esc', text.closeDashboard]] : []),
  ]
  return (
    <>
      <h2 id="key-help-title">{text.title}</h2>
      <dl class="facts">
        {keys.map(([key, meaning]) => (
          <div key={key} class="fact">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={onClose}>
        {text.close}
      </button>
    </>
  )
}
