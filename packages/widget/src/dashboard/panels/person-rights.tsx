import { useRef, useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { type Failure, toFailure } from '../data/failure.js'
import { saveFile } from '../export/save-file.js'
import { fill } from '../format.js'
import { AdminTokenForm } from './admin-token-form.js'

/** What an administrator can do for a person who asks: hand over all that is held of them, or erase it. */
export function PersonRights({ userId, onErased }: { userId: string; onErased: () => void }) {
  const { state, words } = useDashboard()
  const text = words.rights
  const [typed, setTyped] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const details = useRef<HTMLDetailsElement>(null)
  /** Neither is broken off: nobody could tell whether the person was erased. */
  const { signal } = new AbortController()

  const run = async (act: () => Promise<void>) => {
    setIsBusy(true)
    setFailure(undefined)
    try {
      await act()
    } catch (error) {
      setFailure(toFailure(error))
    }
    setIsBusy(false)
  }
  const exportAll = async () => {
    const held = await state.admin().ask('privacy.exportUser', { userId }, signal)
    saveFile(`son1k-${userId}.json`, new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' }))
    state.say({ kind: 'saved' })
  }
  const erase = async () => {
    await state.admin().change('privacy.eraseUser', { userId }, signal)
    state.say({ kind: 'erased' })
    state.changes.value++
    // What is looked at goes away, and with it what has the focus.
    const root = details.current?.getRootNode()
    if (root instanceof ShadowRoot) root.querySelector<HTMLElement>('.users .search')?.focus()
    onErased()
  }
  const isRefused = failure?.kind === 'refused'
  return (
    <details ref={details} class="rights">
      <summary>{text.title}</summary>
      {!state.mayAdminister.value || isRefused ? (
        <AdminTokenForm
          isRefused={isRefused && state.adminToken.value !== undefined}
          onToken={(token) => {
            state.adminToken.value = token
            setFailure(undefined)
          }}
        />
      ) : (
        <>
          <p>{text.explain}</p>
          <form
            class="admin-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (typed === userId && !isBusy) void run(erase)
            }}
          >
            <button type="button" class="button" aria-busy={isBusy} onClick={() => isBusy || void run(exportAll)}>
              {text.exportAll}
            </button>
            <input
              class="button"
              dir="auto"
              autocomplete="off"
              aria-label={fill(text.confirm, { user: userId })}
              placeholder={fill(text.confirm, { user: userId })}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <button type="submit" class="button asking" disabled={typed !== userId} aria-busy={isBusy}>
              {text.erase}
            </button>
          </form>
        </>
      )}
      <p class="token-problem" role="alert" lang="en">
        {failure && !isRefused && failure.message}
      </p>
    </details>
  )
}
