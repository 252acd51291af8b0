import { useSignal } from '@preact/signals'
import { usePage } from '../page-context.js'

/** The switches that show how analytics take failures and a lost network. */
export function Lab() {
  const { studio, network, words } = usePage()
  const isCut = useSignal(network.isCut())
  const { lab } = words.value
  return (
    <fieldset class="panel lab">
      <legend>{lab.heading}</legend>
      <label class="switch">
        <input
          id="failGenerations"
          type="checkbox"
          checked={studio.isFailing.value}
          onChange={(event) => {
            studio.isFailing.value = event.currentTarget.checked
          }}
        />
        <span class="switch-name">{lab.fail}</span>
        <span class="switch-hint">{lab.failHint}</span>
      </label>
      <label class="switch">
        <input
          id="cutNetwork"
          type="checkbox"
          checked={isCut.value}
          onChange={(event) => {
            isCut.value = event.currentTarget.checked
            if (isCut.value) network.cut()
            else network.restore()
            studio.notice.value = { about: isCut.value ? 'offline' : 'online' }
          }}
        />
        <span class="switch-name">{lab.cut}</span>
        <span class="switch-hint">{lab.cutHint}</span>
      </label>
    </fieldset>
  )
}
