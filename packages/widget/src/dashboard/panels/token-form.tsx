import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useDashboard } from '../context.js'

/** Asks for the token that this server wants from readers. It goes into memory alone; on the full page a cookie keeps who gave it signed in. */
export function TokenForm() {
  const { host, state, words } = useDashboard()
  const [token, setToken] = useState('')
  const text = words.token
  const access = state.access.value
  const isRefused = access === 'refused'
  const failure = state.summary.value.failure
  const form = useRef<HTMLFormElement>(null)
  // Not a passive effect: those end when the form has left the document, and the focus with it.
  useLayoutEffect(() => {
    const element = form.current
    return () => element && handFocusOn(element)
  }, [])
  return (
    <form
      ref={form}
      class="panel token"
      aria-labelledby="panel-token"
      onSubmit={(event) => {
        event.preventDefault()
        if (token.trim() !== '') state.submitToken(token.trim())
      }}
    >
      <h2 id="panel-token">{text.title}</h2>
      <p>{host.mode === 'page' ? text.explainPage : text.explain}</p>
      {failure && (
        <p class="server-says">
          {text.says}{' '}
          <q lang="en" dir="auto">
            {failure.message}
          </q>
        </p>
      )}
      <label for="read-token">{text.label}</label>
      <input
        id="read-token"
        type="password"
        autocomplete="off"
        spellcheck={false}
        required
        value={token}
        aria-invalid={isRefused}
        aria-describedby="token-problem"
        onInput={(event) => setToken(event.currentTarget.value)}
      />
      <p id="token-problem" class="token-problem" role="alert">
        {isRefused && (
          <>
            <span aria-hidden="true">⚠</span> {text.refused}
          </>
        )}
      </p>
      <button type="submit" class="button" aria-busy={access === 'checking'}>
        {access === 'checking' ? text.checking : text.submit}
      </button>
    </form>
  )
}

/** A form that goes while it has the focus would leave it nowhere; the title is where reading begins. */
function handFocusOn(form: HTMLFormElement) {
  const root = form.getRootNode()
  if (root instanceof ShadowRoot && form.contains(root.activeElement)) root.getElementById('dashboard-title')?.focus()
}
