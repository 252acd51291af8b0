import type { RouterInputs } from '@son1k/client'
import type { AccessToken, AlertRule, AlertTest, App } from '@son1k/contract'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { toFailure } from '../data/failure.js'
import { createQuestion } from '../data/question.js'
import { field } from '../data/server-error.js'
import { Panel } from '../parts/panel.js'
import { Problem } from '../parts/problem.js'
import { LoadingText } from '../parts/summary-panel.js'
import { AdminTokenForm } from './admin-token-form.js'
import { AlertRules } from './alert-rules.js'
import { AppList } from './app-list.js'
import { TokenList } from './token-list.js'

type Register = { apps: App[]; tokens: AccessToken[]; rules: AlertRule[] }
type Change = 'createToken' | 'rotateToken' | 'revokeToken' | 'createApp'

/** The apps of the server and the tokens that open it, for who has an admin token. */
export function Administration() {
  const { state, words } = useDashboard()
  const text = words.admin
  const adminToken = state.adminToken.value
  const app = state.app.value
  /** Of the token that was made last: nobody can see it again. */
  const [secret, setSecret] = useState<string>()
  const [refusal, setRefusal] = useState('')
  const question = useMemo(
    () =>
      createQuestion(async (signal): Promise<Register> => {
        const { ask } = state.admin()
        const [apps, tokens, rules] = await Promise.all([
          ask('admin.apps', undefined, signal),
          ask('admin.tokens', undefined, signal),
          ask('admin.alerts', undefined, signal),
        ])
        return { apps, tokens, rules }
      }, Date.now),
    // What is asked goes by the app that is chosen.
    [state, adminToken, app],
  )
  const isRunning = state.isRunning.value
  const mayAsk = state.mayAdminister.value
  useEffect(() => {
    if (isRunning && mayAsk) void question.ask()
    return question.cancel
  }, [question, isRunning, mayAsk])

  /** It is not broken off, for nobody could tell whether it was made. */
  const change = async <Name extends Change>(name: Name, input: RouterInputs['admin'][Name]) => {
    try {
      const made = await state.admin().change(`admin.${name}`, input, new AbortController().signal)
      const secret = field(made, 'secret')
      setSecret(typeof secret === 'string' ? secret : undefined)
      setRefusal('')
      await question.ask()
    } catch (error) {
      setRefusal(toFailure(error).message)
    }
  }
  const tryOut = async (id: number): Promise<AlertTest | undefined> => {
    try {
      const test = await state.admin().change('admin.testAlert', { id }, new AbortController().signal)
      setRefusal('')
      return test
    } catch (error) {
      setRefusal(toFailure(error).message)
      return undefined
    }
  }
  const { answer, failure } = question.state.value
  const needsToken = !mayAsk || (failure ? failure.kind === 'refused' : adminToken !== undefined)
  const frame = { name: 'admin', look: 'insight wide', title: text.title, unit: text.unit }
  if (!answer) {
    return (
      <Panel {...frame} isLoading={!needsToken && !failure}>
        {needsToken ? (
          <AdminTokenForm
            isRefused={adminToken !== undefined && failure !== undefined}
            onToken={(token) => {
              state.adminToken.value = token
            }}
          />
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
        onCreate={(input) => change('createToken', input)}
        onRotate={(id) => change('rotateToken', { id })}
        onRevoke={(id) => change('revokeToken', { id })}
      />
      {answer.rules.length > 0 && <AlertRules rules={answer.rules} onTest={tryOut} />}
      <AppList apps={answer.apps} onCreate={(input) => change('createApp', input).then(state.readLogin)} />
    </Panel>
  )
}
