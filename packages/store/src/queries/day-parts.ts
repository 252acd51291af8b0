type Kept = { version: string; value: unknown; bytes: number }

const DEFAULT_BYTES = 64 * 1024 * 1024

/**
 * Remembers what questions found in parts of time, so that only what has changed since is read again. Its memory is
 * bounded: what was not asked for for longest goes first.
 */
export class DayParts {
  readonly #kept = new Map<string, Kept>()
  readonly #bytes: number
  #used = 0

  constructor(bytes = DEFAULT_BYTES) {
    this.#bytes = bytes
  }

  /** What is kept under a name; undefined where it is not, or of another version. */
  find(name: string, version: string): unknown {
    const found = this.#kept.get(name)
    if (found?.version !== version) return undefined
    // What is set again is the last: the first is the one that was not asked for for longest.
    this.#kept.delete(name)
    this.#kept.set(name, found)
    return found.value
  }

  /** Keeps a value in the place of any other of that name. `bytes`: about how much memory it takes. */
  keep(name: string, kept: Kept): void {
    this.#used += kept.bytes - (this.#kept.get(name)?.bytes ?? 0)
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#used <= this.#bytes) return
      this.#kept.delete(oldest)
      this.#used -= bytes
    }
  }
}
