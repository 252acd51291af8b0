import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useDashboard } from '../context.js'
import type { Ask } from './ask.js'
import type { Asked } from './asked.js'
import { createQuestion, type QuestionState } from './question.js'

/** Asks the server what a panel wants to know. */
export type Load<Answer> = (ask: Ask, asked: Asked, abort: AbortSignal) => Promise<Answer>

/** An answer, and what it was asked with: another choice may have been made meanwhile. */
export type Told<Answer> = { answer: Answer; choice: string }

/**
 * The answer to a question that goes by the period and the filters. It is asked again when one of these, the app or `choice` is
 * another one, when something was stored, and when the dashboard is shown again; not while it is hidden.
 * @param choice what else `load` goes by, as text
 */
export function useInsight<Answer>(
  load: Load<Answer>,
  choice: string,
): QuestionState<Told<Answer>> & { choice: string } {
  const { state } = useDashboard()
  const whole = JSON.stringify([state.asked.value, state.app.value, choice])
  const newest = useRef({ load, whole })
  newest.current = { load, whole }
  const question = useMemo(
    () =>
      createQuestion(async (signal) => {
        const { load, whole } = newest.current
        return { answer: await load(state.source().ask, state.asked.peek(), signal), choice: whole }
      }, Date.now),
    [state],
  )
  const isRunning = state.isRunning.value
  const changes = state.changes.value
  useEffect(() => {
    if (!isRunning) return
    void question.ask().then((failure) => failure && state.doubt(failure))
    return question.cancel
  }, [question, isRunning, changes, whole])
  return { ...question.state.value, choice: whole }
}
