import { setImmediate } from 'node:timers/promises'
import { AnalyticsError } from '@son1k/contract/errors'
import { LIMITS } from '@son1k/contract/limits'
import type { Commit, CommitFailure, QueueDepth } from '../store.js'
import { type Failure, type Reply, reply, toError } from '../threads/reply.js'
import type { CommitGroup, CommitResult, RowKind } from './commit-group.js'
import { encodeRow } from './encoded-row.js'
import type { EventRow } from './event-row.js'
import { type CommitSettings, OpenGroup, type Waiting } from './open-group.js'
import { SharedRuns } from './shared-runs.js'

export type GroupCommitOptions = {
  /** Stores a group, all of it or nothing. */
  commit: (group: CommitGroup) => Promise<CommitResult>
  /** Makes what was committed outlast the machine; the next group is committed meanwhile. */
  sync: () => Promise<void>
  settings: CommitSettings
  onCommit: (commit: Commit) => void
  onFailure: (failure: CommitFailure) => void
  /** Rows held in memory at most, as bytes of JSON. */
  bufferBytes?: number
  /** Rows of one commit at most; a single call with more is not split. */
  groupRows?: number
  /** A group that has as many takes no more. */
  groupBytes?: number
}

/** A group that the writer has. */
type Committing = { group: OpenGroup; startedAt: number; outcome: Promise<Reply<CommitResult>> }

/**
 * The bounded buffer before the writer. There is no timer: while one commit runs, what arrives waits; then all of it goes
 * into the next. So a lone event waits for one commit, and under load a commit is shared by all that wait.
 */
export class GroupCommit {
  readonly #options: Required<GroupCommitOptions>
  readonly #groups: OpenGroup[] = []
  readonly #syncs: SharedRuns
  /** Groups that were committed and are not known to be on disk. */
  readonly #syncing = new Set<Promise<void>>()
  #running: Promise<void> | undefined
  #committing: OpenGroup | undefined
  readonly #depth: QueueDepth = { events: 0, bytes: 0 }
  #isEnding = false
  #refusing = false

  constructor(options: GroupCommitOptions) {
    this.#options = { bufferBytes: LIMITS.bufferBytes, groupRows: 5_000, groupBytes: 8 * 1024 * 1024, ...options }
    this.#syncs = new SharedRuns(options.sync)
  }

  get depth(): QueueDepth {
    return { ...this.#depth }
  }

  /**
   * @param rows of one app
   * @returns for each row whether it was stored, once that is on disk
   * @throws AnalyticsError `OVERLOADED` when the buffer is full; `STORE_UNAVAILABLE` after `refuse`; what `commit` and
   * `sync` throw
   */
  store(kind: RowKind, rows: [EventRow, ...EventRow[]]): Promise<boolean[]> {
    if (this.#refusing) return Promise.reject(stopping())
    const texts = rows.map(encodeRow)
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    if (this.#depth.bytes + bytes > this.#options.bufferBytes) return Promise.reject(overloaded())
    this.#depth.bytes += bytes
    this.#depth.events += rows.length
    const appId = rows[0].appId
    return new Promise((resolve, reject) => {
      const call = { kind, appId, enqueuedAt: performance.now(), resolve, reject }
      this.#groupFor(rows.length).add(call, texts, bytes)
      this.#running ??= this.#run()
    })
  }

  /** The end is near: a commit that fails takes along what waits, because each might wait as long as it did. */
  prepareToRefuse(): void {
    this.#isEnding = true
  }

  /** Takes nothing more; what is here is still stored, up to the first commit that fails. */
  refuse(): void {
    this.#isEnding = true
    this.#refusing = true
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    await this.#running
    await Promise.all(this.#syncing)
  }

  /** Resolves when all that waits now was committed, or has failed. */
  async flush(): Promise<void> {
    await (this.#groups.at(-1) ?? this.#committing)?.settled()
  }

  #groupFor(rowCount: number): OpenGroup {
    const last = this.#groups.at(-1)
    const { groupRows, groupBytes } = this.#options
    if (last && last.size + rowCount <= groupRows && last.bytes < groupBytes) return last
    const group = new OpenGroup()
    this.#groups.push(group)
    return group
  }

  async #run(): Promise<void> {
    try {
      // What the event loop has already received goes along, instead of waiting for the commit of the first alone.
      await setImmediate()
      let committing = this.#begin()
      while (committing) {
        const { group, startedAt } = committing
        const outcome = await committing.outcome
        if ('failure' in outcome) this.#failAfter(group, outcome.failure)
        // The writer goes on while the disk works and those who waited are answered.
        committing = this.#begin()
        if ('value' in outcome) this.#answer(group, outcome.value, startedAt)
        committing ??= this.#begin()
      }
    } finally {
      this.#running = undefined
    }
  }

  /** Hands the next group to the writer; undefined where none waits. */
  #begin(): Committing | undefined {
    const group = this.#groups.shift()
    this.#committing = group
    if (!group) return undefined
    const { commit, settings } = this.#options
    return { group, startedAt: performance.now(), outcome: reply(() => commit(group.toCommit(settings))) }
  }

  #answer(group: OpenGroup, result: CommitResult, startedAt: number): void {
    const answering = reply(() => this.#syncs.run()).then((synced) => {
      this.#syncing.delete(answering)
      if ('failure' in synced) this.#failAfter(group, synced.failure)
      else this.#settle(group, result, startedAt)
    })
    this.#syncing.add(answering)
  }

  #failAfter(group: OpenGroup, failure: Failure): void {
    const failed = [group]
    if (this.#isEnding) {
      this.#refusing = true
      failed.push(...this.#groups.splice(0))
    }
    for (const each of failed) this.#fail(each, failure)
  }

  #forget(group: OpenGroup): void {
    this.#depth.bytes -= group.bytes
    this.#depth.events -= group.size
  }

  #fail(group: OpenGroup, failure: Failure): void {
    this.#forget(group)
    group.noteSettled()
    // An error each: what is counted and logged about one says nothing of the others.
    for (const call of group.waiting) call.reject(toError(failure))
    this.#options.onFailure({ events: group.size, error: toError(failure) })
  }

  #settle(group: OpenGroup, result: CommitResult, startedAt: number): void {
    this.#forget(group)
    group.noteSettled()
    const refused = { event: new Set(result.event), end: new Set(result.end) }
    const appIds = new Set<number>()
    const waitedMs: number[] = []
    const now = performance.now()
    for (const call of group.waiting) {
      const flags = storedRows(call, refused[call.kind])
      for (const flag of flags) {
        if (!flag) continue
        appIds.add(call.appId)
        waitedMs.push(now - call.enqueuedAt)
      }
      call.resolve(flags)
    }
    if (waitedMs.length === 0) return
    this.#options.onCommit({ appIds: [...appIds], events: waitedMs.length, durationMs: now - startedAt, waitedMs })
  }
}

const storedRows = (call: Waiting, refused: Set<number>) =>
  Array.from({ length: call.count }, (_, offset) => !refused.has(call.first + offset))

const overloaded = () =>
  new AnalyticsError('OVERLOADED', 'More events are arriving than can be stored. Send them again in a second.', {
    retryAfterSeconds: 1,
  })

const stopping = () =>
  new AnalyticsError('STORE_UNAVAILABLE', 'The server is stopping. Send the events again in a few seconds.', {
    retryAfterSeconds: 5,
  })
