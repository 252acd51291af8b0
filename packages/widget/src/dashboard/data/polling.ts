import type { Failure } from './failure.js'
import type { Schedule } from './schedule.js'

export type Polling = {
  /** Asks at once and then again and again. Does nothing while it runs. */
  start(): void
  /** An answer that is still on its way is not told any more. */
  stop(): void
}

export type PollingOptions = {
  /** Resolves with why it failed, if it did; never rejects. */
  poll(): Promise<Failure | undefined>
  onAnswer(failure: Failure | undefined): void
  /** Between an answer and the next question. */
  pauseMs: number
  schedule: Schedule
}

export function createPolling({ poll, onAnswer, pauseMs, schedule }: PollingOptions): Polling {
  let stopRun: (() => void) | undefined
  return {
    start() {
      if (stopRun) return
      let isOver = false
      let cancelNext = () => {}
      const ask = async () => {
        const failure = await poll()
        if (isOver) return
        cancelNext = schedule(() => void ask(), pauseMs)
        onAnswer(failure)
      }
      stopRun = () => {
        isOver = true
        cancelNext()
      }
      void ask()
    },
    stop() {
      stopRun?.()
      stopRun = undefined
    },
  }
}
