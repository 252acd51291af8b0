import { type ReadonlySignal, signal } from '@preact/signals'
import { type Failure, toFailure } from './failure.js'

/** The last answer, and how the newest asking went. An answer stays while a newer one is on its way or has failed. */
export type QuestionState<Answer> = { answer?: Answer; answeredAt?: number; failure?: Failure; isAsking: boolean }

export type Question<Answer> = {
  state: ReadonlySignal<QuestionState<Answer>>
  /** Asks; an asking that is under way is given up. Resolves with the failure, if any, and never rejects. */
  ask(): Promise<Failure | undefined>
  /** Gives up what is under way. */
  cancel(): void
}

/** @param now milliseconds UTC */
export function createQuestion<Answer>(
  load: (signal: AbortSignal) => Promise<Answer>,
  now: () => number,
): Question<Answer> {
  const state = signal<QuestionState<Answer>>({ isAsking: false })
  let running: AbortController | undefined

  const cancel = () => {
    running?.abort()
    running = undefined
    if (state.peek().isAsking) state.value = { ...state.peek(), isAsking: false }
  }
  return {
    state,
    cancel,
    async ask() {
      running?.abort()
      const mine = new AbortController()
      running = mine
      state.value = { ...state.peek(), isAsking: true }
      try {
        const answer = await load(mine.signal)
        if (running === mine) state.value = { answer, answeredAt: now(), isAsking: false }
      } catch (error) {
        if (running !== mine) return undefined
        const failure = toFailure(error)
        state.value = { ...state.peek(), failure, isAsking: false }
        return failure
      }
      return undefined
    },
  }
}
