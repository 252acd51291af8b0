import { realpathSync } from 'node:fs'
import type { InsightAnswers, InsightName } from '@son1k/contract'
import { createAlertBook } from './alerts/create-alert-book.js'
import { countAllPromptUsers } from './count-all-prompt-users.js'
import { locationOf } from './db/location.js'
import { LogSync } from './db/log-sync.js'
import { exportEvents } from './export/export-events.js'
import { GroupCommit } from './ingest/group-commit.js'
import { createIngest } from './ingest/ingest.js'
import { LostCounter } from './ingest/lost-events.js'
import { createPersonBook } from './privacy/person-book.js'
import { countPrunable, prune } from './prune.js'
import { rebuildRollups, spellAll, stopped } from './rebuild.js'
import { createRegistry } from './registry/create-registry.js'
import { checkRetention } from './retention/check-retention.js'
import type { PromptCounting } from './rollups/count-prompt-users.js'
import { checkSynonyms } from './spelling/synonyms.js'
import type { Commit, LostEvents, Store, StoreOptions, StoreStatus } from './store.js'
import type { Reader } from './threads/reader.js'
import type { Writer } from './threads/roles.js'
import { Turns } from './threads/turns.js'

const MINUTE_MS = 60_000
/** Events that came at most so long ago may have others behind them. */
const BUSY_MS = 1_000

/** Holds at run time: the thread answers the question that it was asked. */
const answerOf = <Name extends InsightName>(answer: unknown) => answer as InsightAnswers[Name]

/** An opened database: its threads, and the id of this run of the server in it. */
export type Opened = {
  kind: StoreStatus['kind']
  runId: number
  /** Whether the labels of an older version have to be given their spellings. */
  isSpellingDue: boolean
  promptCounting: PromptCounting
  writer: Writer
  reader: Reader
}

/** Puts the parts of a store together. */
export function createStore(
  options: StoreOptions & { now: () => number; labelsPerDay: number },
  opened: Opened,
): Store {
  const { now, sessionTimeoutMinutes = 30, labelsPerDay, onCommitFailure, bufferBytes, promptMask } = options
  const { kind, runId, isSpellingDue, promptCounting, writer, reader } = opened
  const promptMinUsers = promptCounting.minUsers
  const sessionTimeoutMs = sessionTimeoutMinutes * MINUTE_MS
  let lastCommitAt = Number.NEGATIVE_INFINITY
  const storedAt = new Map<number, number>()
  const location = locationOf(options.url)
  const log =
    location.kind === 'file'
      ? new LogSync(realpathSync(location.path), () => writer.run('emptyLog', undefined))
      : undefined
  const listeners = new Set<(commit: Commit) => void>()
  const buffer = new GroupCommit({
    commit: (group) => writer.run('commit', group),
    sync: async () => log?.sync(),
    settings: { sessionTimeoutMs, labelsPerDay, promptMinUsers },
    onCommit: (commit) => {
      lastCommitAt = performance.now()
      for (const appId of commit.appIds) storedAt.set(appId, now())
      for (const listener of listeners) listener(commit)
    },
    onFailure: (failure) => onCommitFailure?.(failure),
    ...(bufferBytes === undefined ? {} : { bufferBytes }),
  })
  const asked = (appId: number) => ({ appId, now: now(), sessionTimeoutMs })
  const questions: Pick<Store, 'summary' | 'insight' | 'liveSnapshot'> = {
    summary: (appId, input, given) => reader.ask('summary', { ...asked(appId), input }, given),
    insight: async ({ name, appId, input }, given) =>
      answerOf<typeof name>(await reader.ask('insight', { ...asked(appId), name, input }, given)),
    liveSnapshot: (appId, given) => reader.ask('liveSnapshot', asked(appId), given),
  }
  let closing: Promise<void> | undefined
  let rebuilding: { fromDate: string | undefined; done: Promise<void> } | undefined
  const turns = new Turns(1)
  /** Long tasks go one after another, in the order that they are asked for. */
  const inTurn = async <T>(task: () => Promise<T>): Promise<T> => {
    await turns.take()
    try {
      return await task()
    } finally {
      turns.giveBack()
    }
  }
  const lost = new LostCounter((rows) => writer.run('writeLost', rows))
  const countLost = (events: LostEvents) => lost.count(events, now())
  const isStopping = () => closing !== undefined
  const isBusy = () => buffer.depth.events > 0 || performance.now() - lastCommitAt < BUSY_MS
  if (isSpellingDue) {
    // Names are raw until then. What is interrupted goes on at the next start.
    void inTurn(() =>
      spellAll(writer, () => {
        if (isStopping()) throw stopped()
      }),
    ).catch(() => undefined)
  }

  if (promptCounting.isDue) {
    void inTurn(() =>
      countAllPromptUsers({ reader, writer }, promptMinUsers, () => {
        if (isStopping()) throw stopped()
      }),
    ).catch(() => undefined)
  }

  const people = createPersonBook(
    { reader, writer },
    { isFile: kind === 'file', now, labelsPerDay, isStopping, isBusy, flush: () => buffer.flush(), inTurn },
  )
  // What a stop or a crash has left goes on by itself; what fails now does at the next start.
  void people.resume().catch(() => undefined)

  async function close(): Promise<void> {
    buffer.refuse()
    // Questions are stopped at once, whatever is still to be committed; a long task ends before its next step.
    await Promise.all([reader.close(), buffer.drain(), inTurn(async () => undefined)])
    try {
      // Without them the last second's are missing, which is no reason to end with an error.
      await lost.flush().catch(() => undefined)
      await writer.run('close', { id: runId, now: now() })
    } finally {
      await writer.close()
      await log?.close()
    }
  }

  return {
    ...createIngest(buffer, { now, countLost, promptMask }),
    countLost,
    ...questions,
    nameSynonyms: (appId, given) => reader.ask('synonyms', appId, given),
    async setNameSynonyms(appId, synonyms) {
      checkSynonyms(synonyms)
      await writer.run('writeSynonyms', { appId, synonyms })
    },
    activeSessions: (appId, given) => reader.ask('activeSessions', asked(appId), given),
    status: async (appId, given) => ({ kind, ...(await reader.ask('status', { ...asked(appId), runId }, given)) }),
    exportEvents: (range) => exportEvents(range, (input) => reader.ask('eventPage', input)),
    registry: createRegistry({ reader, writer }, now),
    alerts: createAlertBook({ reader, writer }, { now, questions, storedAt: (appId) => storedAt.get(appId) }),
    people,
    queueDepth: () => buffer.depth,
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    rebuild({ fromDate, onProgress } = {}) {
      if (rebuilding && rebuilding.fromDate === fromDate) return rebuilding.done
      const task = () => rebuildRollups(writer, { labelsPerDay, fromDate, onProgress, isStopping })
      const mine = {
        fromDate,
        done: inTurn(task).finally(() => {
          if (rebuilding === mine) rebuilding = undefined
        }),
      }
      rebuilding = mine
      return mine.done
    },
    async prune({ retentionDays, promptRetentionDays = 0, dryRun = false, onProgress }) {
      checkRetention(retentionDays)
      const isFile = kind === 'file'
      const options = { retentionDays, promptRetentionDays, isFile, now: now(), onProgress, isStopping, isBusy }
      return await (dryRun
        ? countPrunable({ reader, writer }, options)
        : inTurn(() => prune({ reader, writer }, options)))
    },
    async heartbeat() {
      await writer.run('heartbeat', { id: runId, now: now() })
      await lost.flush()
    },
    prepareToClose: () => buffer.prepareToRefuse(),
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
