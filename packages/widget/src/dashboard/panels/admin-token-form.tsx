import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'

type AdminTokenFormProps = { isRefused: boolean; onToken: (token: string) => void }

/** Asks for the token of an administrator, where who reads here is none. */
export function AdminTokenForm({ isRefused, onToken }: AdminTokenFormProps) {
  const { words } = useDashboard()
  const text = words.admin
  const [token, setToken] = useState('')
  return (
    <form
      class="empty admin-form"
      onSubmit={(event) => {
        event.preventDefault()
        onToken(token.trim())
      }}
    >
      <p>{text.needed}</p>
      <input
        class="button"
        type="password"
        autocomplete="off"
        aria-label={text.adminToken}
        placeholder={text.adminToken}
        required
        value={token}
        onInput={(event) => setToken(event.currentTarget.value)}
      />
      <p class="token-problem" role="alert">
        {isRefused && words.token.refused}
      </p>
      <button type="submit" class="button">
        {text.open}
      </button>
    </form>
  )
}
