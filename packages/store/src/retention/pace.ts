import { setTimeout } from 'node:timers/promises'

/** How long a step should keep the writer from commits. */
const STEP_MS = 10
/** How long to rest between steps while events come, by the time that a step took: two thirds of it are theirs. */
const REST = 2
const LEAST = 100
const MOST = 1_000
/** By how much a step may be larger than the one before it, which may have found little. */
const LARGEST_STRIDE = 2

export type Paced = {
  /** Does a step of as many rows, or pages, as can be done in a moment. */
  step<T>(task: (amount: number) => Promise<T>): Promise<T>
}

/**
 * Makes steps of one kind small enough for others to commit between them, and rests where others do.
 * @param isBusy whether events come in just now
 */
export function createPace(isBusy: () => boolean): Paced {
  let amount = LEAST
  return {
    async step(task) {
      const startedAt = performance.now()
      const result = await task(amount)
      const tookMs = Math.max(1, performance.now() - startedAt)
      amount = Math.round(Math.min(MOST, Math.max(LEAST, amount * Math.min(LARGEST_STRIDE, STEP_MS / tookMs))))
      if (isBusy()) await setTimeout(REST * tookMs)
      return result
    },
  }
}
