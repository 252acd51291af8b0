import { TYPE_CODES } from '../db/codes.js'
import { type Quarter, quarterOf } from '../rollups/buckets.js'
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

export type CommitSettings = Pick<CommitGroup, 'sessionTimeoutMs' | 'labelsPerDay'>

/** A group that still takes rows: all that arrives while the commit before it runs. */
export class OpenGroup {
  readonly waiting: Waiting[] = []
  bytes = 0
  readonly #rows: Record<RowKind, string[]> = { event: [], end: [] }
  readonly #labels = new Set<string>()
  readonly #agents = new Set<string>()
  readonly #users = new Set<string>()
  readonly #sessions = new Set<string>()
  readonly #quarters = new Map<string, Quarter>()
  #hasGenerations = false
  #hasStarts = false

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

  toCommit(settings: CommitSettings): CommitGroup {
    return {
      events: `[${this.#rows.event.join(',')}]`,
      eventCount: this.#rows.event.length,
      ends: `[${this.#rows.end.join(',')}]`,
      endCount: this.#rows.end.length,
      labels: JSON.stringify([...this.#labels]),
      agents: JSON.stringify([...this.#agents]),
      users: `[${[...this.#users].join(',')}]`,
      sessions: `[${[...this.#sessions].join(',')}]`,
      quarters: [...this.#quarters.values()],
      has: {
        sessions: this.#sessions.size + this.#rows.end.length > 0,
        generations: this.#hasGenerations,
        starts: this.#hasStarts,
      },
      ...settings,
    }
  }

  #addReferences(kind: RowKind, row: EventRow): void {
    this.#agents.add(row.agent)
    const quarter = quarterOf(row.at)
    this.#quarters.set(`${row.appId},${quarter}`, [row.appId, quarter])
    this.#hasGenerations ||= row.type === TYPE_CODES.generation
    this.#hasStarts ||= row.type === TYPE_CODES['generation.start']
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
