import type { AccessToken, App, CreateAppInput, CreateTokenInput } from '@son1k/contract'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { toFailure } from '../data/failure.js'
import { createQuestion } from '../data/question.js'
import { Panel } from '../parts/panel.js'
import { Problem } from '../parts/problem.js'
import { LoadingText } from '../parts/summary-panel.js'
import { AdminTokenForm } from './admin-token-form.js'
import { AppList } from './app-list.js'
import { TokenList } from './token-list.js'

type Register = { apps: App[]; tokens: AccessToken[] }

/** The apps of the server and the tokens that open it, for who has an admin token. */
export function Administration() {
  const { state, words } = useDashboard()
  const text = words.admin
  /** In memory alone. */
  const [adminToken, setAdminToken] = useState<string>()
  /** Of the token that was made last: nobody can see it again. */
  const [secret, setSecret] = useState<string>()
  const [refusal, setRefusal] = useState('')
  const question = useMemo(
    () =>
      createQuestion(async (signal): Promise<Register> => {
        const { ask } = state.sourceWith(adminToken)
        const [apps, tokens] = await Promise.all([
          ask('admin.apps', undefined, signal),
          ask('admin.tokens', undefined, signal),
        ])
        return { apps, tokens }
      }, Date.now),
    [state, adminToken],
  )
  const isRunning = state.isRunning.value
  // Without either the answer is known.
  const mayAsk = adminToken !== undefined || state.login.value.isSignedIn
  useEffect(() => {
    if (isRunning && mayAsk) void question.ask()
    return question.cancel
  }, [question, isRunning, mayAsk])

  const change = async (run: () => Promise<{ secret?: string }>) => {
    try {
      const made = await run()
      setSecret(made.secret)
      setRefusal('')
      await question.ask()
    } catch (error) {
      setRefusal(toFailure(error).message)
    }
  }
  /** Gives each change its way to the server; it is not broken off, for nobody could tell whether it was made. */
  const by = () => {
    const { change } = state.sourceWith(adminToken)
    const { signal } = new AbortController()
    return {
      createToken: (input: CreateTokenInput) => change('admin.createToken', input, signal),
      rotateToken: (id: number) => change('admin.rotateToken', { id }, signal),
      revokeToken: async (id: number) => {
        await change('admin.revokeToken', { id }, signal)
        return {}
      },
      createApp: async (input: CreateAppInput) => {
        await change('admin.createApp', input, signal)
        state.readLogin()
        return {}
      },
    }
  }
  const { answer, failure } = question.state.value
  const needsToken = !mayAsk || (failure ? failure.kind === 'refused' : adminToken !== undefined)
  const frame = { name: 'admin', look: 'insight wide', title: text.title, unit: text.unit }
  if (!answer) {
    return (
      <Panel {...frame} isLoading={!needsToken && !failure}>
        {needsToken ? (
          <AdminTokenForm isRefused={adminToken !== undefined && failure !== undefined} onToken={setAdminToken} />
        ) : failure ? (
          <Problem failure={failure} onRetry={question.ask} />
        ) : (
          <LoadingText />
        )}
      </Panel>
    )
  }
  return (
    <Panel {...frame}>
      <div role="status">
        {secret && (
          <p class="secret">
            {text.once} <code dir="ltr">{secret}</code>
          </p>
        )}
      </div>
      <p class="token-problem" role="alert" lang="en">
        {refusal}
      </p>
      <TokenList
        {...answer}
        onCreate={(input) => change(() => by().createToken(input))}
        onRotate={(id) => change(() => by().rotateToken(id))}
        onRevoke={(id) => change(() => by().revokeToken(id))}
      />
      <AppList apps={answer.apps} onCreate={(input) => change(() => by().createApp(input))} />
    </Panel>
  )
}
