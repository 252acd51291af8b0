/** Runs a task for all who ask, never twice at once: who asks while it runs gets the run after that, with all others. */
export class SharedRuns {
  readonly #task: () => Promise<void>
  #last: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(task: () => Promise<void>) {
    this.#task = task
  }

  /** Resolves or rejects as a run of the task that begins after this call. */
  run(): Promise<void> {
    this.#next ??= this.#runAfter(this.#last)
    return this.#next
  }

  async #runAfter(last: Promise<void> | undefined): Promise<void> {
    await last?.catch(() => undefined)
    this.#last = this.#next
    this.#next = undefined
    await this.#task()
  }
}
