import { AnalyticsError } from '@son1k/contract/errors'

export type StepsOptions = {
  limitMs: number
  isCancelled: () => boolean
  /** Milliseconds that only go forward. */
  clock?: () => number
}

/**
 * What a question asks between its statements: nothing can break off a statement that runs, so a question is made of
 * short ones, and stops between them when its time is up or nobody waits for the answer.
 */
export class Steps {
  readonly #startedAt: number
  readonly #limitMs: number
  readonly #isCancelled: () => boolean
  readonly #clock: () => number

  constructor({ limitMs, isCancelled, clock = () => performance.now() }: StepsOptions) {
    this.#limitMs = limitMs
    this.#isCancelled = isCancelled
    this.#clock = clock
    this.#startedAt = clock()
  }

  /** Since the question began to work, in milliseconds. */
  get elapsedMs(): number {
    return this.#clock() - this.#startedAt
  }

  /**
   * For a question that needs all its steps: to be called before each.
   * @throws AnalyticsError `TIMEOUT` when its time is up, `CANCELLED` when nobody waits for the answer
   */
  check(): void {
    if (this.isTimeUp()) {
      throw new AnalyticsError(
        'TIMEOUT',
        `The question took longer than ${this.#limitMs / 1_000} seconds and was stopped. Ask about a shorter time.`,
      )
    }
  }

  /**
   * For a question that can answer for a part: whether it is to answer now.
   * @throws AnalyticsError `CANCELLED` when nobody waits for the answer
   */
  isTimeUp(): boolean {
    if (this.#isCancelled()) throw new AnalyticsError('CANCELLED', 'Nobody waits for the answer any more.')
    return this.elapsedMs >= this.#limitMs
  }
}
