import { useDashboard } from '../context.js'
import { Choice } from './choice.js'

/** On the full page: which app is shown, where there are several, and the way out for who has signed in. */
export function Account() {
  const { state, words } = useDashboard()
  const { isSignedIn, apps } = state.login.value
  return (
    <>
      {apps.length > 1 && (
        <Choice
          label={words.account.app}
          options={apps.map(({ slug, name }) => [slug, name])}
          value={state.app.value ?? apps[0]?.slug ?? ''}
          onChoose={state.chooseApp}
        />
      )}
      {isSignedIn && (
        <button type="button" class="button" onClick={state.signOut}>
          {words.account.signOut}
        </button>
      )}
    </>
  )
}
