import { type ReadonlySignal, signal } from '@preact/signals'
import { type Failure, toFailure } from './failure.js'

/** The last answer, and the failure of a newer asking. An answer stays while a newer one is on its way or has failed. */
export type QuestionState<Answer> = { answer?: Answer; answeredAt?: number; failure?: Failure }

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
  const state = signal<QuestionState<Answer>>({})
  let running: AbortController | undefined

  const cancel = () => {
    running?.abort()
    running = undefined
  }
  return {
    state,
    cancel,
    async ask() {
      running?.abort()
      const mine = new AbortController()
      running = mine
      try {
        const answer = await load(mine.signal)
        if (running === mine) state.value = { answer, answeredAt: now() }
      } catch (error) {
        if (running !== mine) return undefined
        const failure = toFailure(error)
        state.value = { ...state.peek(), failure }
        return failure
      }
      return undefined
    },
  }
}
