/** Gives out turns, a fixed number at a time, in the order of asking. */
export class Turns {
  #free: number
  readonly #waiting = new Set<() => void>()

  constructor(count: number) {
    this.#free = count
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Waits for a turn, which is to be given back. @throws the reason of `signal` where it aborts before */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (this.#free > 0) this.#free--
    else await this.#wait(signal)
  }

  giveBack(): void {
    const [next] = this.#waiting
    if (next) next()
    else this.#free++
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(start)
        reject(signal?.reason)
      }
      const start = () => {
        this.#waiting.delete(start)
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      this.#waiting.add(start)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }
}
