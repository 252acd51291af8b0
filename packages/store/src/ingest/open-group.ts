import type { CommitGroup, RowKind } from './commit-group.js'

/** The rows of one call. */
export type Waiting = {
  kind: RowKind
  appId: number
  /** The place of its first row among those of its kind in the group. */
  first: number
  count: number
  /** By a clock that never jumps, in milliseconds. */
  enqueuedAt: number
  resolve: (stored: boolean[]) => void
  reject: (error: Error) => void
}

export type CommitSettings = Pick<CommitGroup, 'sessionTimeoutMs' | 'labelsPerDay' | 'promptMinUsers'>

/** A group that still takes rows: all that arrives while the commit before it runs. */
export class OpenGroup {
  readonly waiting: Waiting[] = []
  bytes = 0
  readonly #settling: (() => void)[] = []
  readonly #rows: Record<RowKind, string[]> = { event: [], end: [] }

  get size(): number {
    return this.#rows.event.length + this.#rows.end.length
  }

  /** Takes a call's rows, encoded. */
  add(call: Omit<Waiting, 'first' | 'count'>, texts: string[], bytes: number): void {
    const place = this.#rows[call.kind]
    this.waiting.push({ ...call, first: place.length, count: texts.length })
    for (const text of texts) place.push(text)
    this.bytes += bytes
  }

  /** Resolves when it was committed, or failed. */
  settled(): Promise<void> {
    return new Promise((resolve) => void this.#settling.push(resolve))
  }

  /** To be called when it was. */
  noteSettled(): void {
    for (const resolve of this.#settling) resolve()
  }

  toCommit(settings: CommitSettings): CommitGroup {
    return { events: `[${this.#rows.event.join(',')}]`, ends: `[${this.#rows.end.join(',')}]`, ...settings }
  }
}
