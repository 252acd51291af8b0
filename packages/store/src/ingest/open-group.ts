import type { CommitGroup, RowKind } from './commit-group.js'
import { type EventRow, LABEL_FIELDS } from './event-row.js'

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

/** A group that still takes rows: all that arrives while the commit before it runs. */
export class OpenGroup {
  readonly waiting: Waiting[] = []
  bytes = 0
  readonly #rows: Record<RowKind, string[]> = { event: [], end: [] }
  readonly #labels = new Set<string>()
  readonly #agents = new Set<string>()
  readonly #users = new Set<string>()
  readonly #sessions = new Set<string>()

  get size(): number {
    return this.#rows.event.length + this.#rows.end.length
  }

  /** Takes a call's rows, given both as they are and encoded. */
  add(call: Omit<Waiting, 'first' | 'count'>, rows: EventRow[], encoded: { texts: string[]; bytes: number }): void {
    const place = this.#rows[call.kind]
    this.waiting.push({ ...call, first: place.length, count: rows.length })
    place.push(...encoded.texts)
    this.bytes += encoded.bytes
    for (const row of rows) this.#addReferences(call.kind, row)
  }

  toCommit(sessionTimeoutMs: number): CommitGroup {
    return {
      events: `[${this.#rows.event.join(',')}]`,
      eventCount: this.#rows.event.length,
      ends: `[${this.#rows.end.join(',')}]`,
      endCount: this.#rows.end.length,
      labels: JSON.stringify([...this.#labels]),
      agents: JSON.stringify([...this.#agents]),
      users: `[${[...this.#users].join(',')}]`,
      sessions: `[${[...this.#sessions].join(',')}]`,
      sessionTimeoutMs,
    }
  }

  #addReferences(kind: RowKind, row: EventRow): void {
    this.#agents.add(row.agent)
    // An end names no user, and makes no session.
    if (kind === 'event') {
      this.#users.add(JSON.stringify([row.appId, row.userId]))
      if (row.sessionId !== undefined) this.#sessions.add(JSON.stringify([row.appId, row.sessionId]))
    }
    for (const field of LABEL_FIELDS) {
      const text = row[field]
      if (text !== undefined) this.#labels.add(text)
    }
  }
}
