import { useSignal } from '@preact/signals'
import { usePage } from '../page-context.js'

/** The switches that show how analytics take failures and a lost network. */
export function Lab() {
  const { studio, network, telling, words } = usePage()
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
          id="measureGenerations"
          type="checkbox"
          checked={studio.isMeasuring.value}
          onChange={(event) => {
            studio.isMeasuring.value = event.currentTarget.checked
          }}
        />
        <span class="switch-name">{lab.measure}</span>
        <span class="switch-hint">{lab.measureHint}</span>
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
      {telling.isThere.value && (
        <label class="switch">
          <input
            id="agree"
            type="checkbox"
            checked={telling.consent.value === 'granted'}
            onChange={(event) => telling.agree(event.currentTarget.checked)}
          />
          <span class="switch-name">{lab.agree}</span>
          <span class="switch-hint">{lab.agreeHint}</span>
        </label>
      )}
    </fieldset>
  )
}
