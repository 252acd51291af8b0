import type { Schedule } from './schedule.js'

export type Pace = {
  /** Runs now; or, when a run is under way or began less than the interval ago, once more as soon as it may. */
  request(): void
  cancel(): void
}

/**
 * Holds back what is asked for too often. The first request runs at once, later ones together, runs never overlap.
 * @param now milliseconds UTC
 */
export function createPace(
  run: () => Promise<unknown>,
  options: { intervalMs: number; now: () => number; schedule: Schedule },
): Pace {
  const { intervalMs, now, schedule } = options
  let startedAt = Number.NEGATIVE_INFINITY
  let isRunning = false
  let isWanted = false
  let cancelWait: (() => void) | undefined

  const start = async () => {
    isRunning = true
    isWanted = false
    startedAt = now()
    await run()
    isRunning = false
    if (isWanted) request()
  }
  const request = () => {
    isWanted = true
    if (isRunning || cancelWait) return
    const waitMs = startedAt + intervalMs - now()
    if (waitMs <= 0) return void start()
    cancelWait = schedule(() => {
      cancelWait = undefined
      void start()
    }, waitMs)
  }
  return {
    request,
    cancel() {
      isWanted = false
      cancelWait?.()
      cancelWait = undefined
    },
  }
}
