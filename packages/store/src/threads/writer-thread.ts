import { dirname } from 'node:path'
import type { Client } from '@libsql/client'
import type { AlertRule, ChangeAppInput, CreateAppInput } from '@son1k/contract'
import type { NameSynonym } from '@son1k/contract/dimension'
import { AnalyticsError } from '@son1k/contract/errors'
import type { Attempt, DueMessage } from '../alerts/alert-book.js'
import {
  claimNotices as claimSomeNotices,
  type Evaluations,
  insertTest,
  noteEvaluations as noteAllEvaluations,
  noteAttempt as noteAnAttempt,
} from '../alerts/write-notices.js'
import { deleteRule, insertRule, type MakingRule, type RuleAt } from '../alerts/write-rules.js'
import { type DatabaseSettings, openTransactor, openWriter } from '../db/client.js'
import { createConnection } from '../db/connection.js'
import { createDefaultApp } from '../db/default-app.js'
import { heldByAnother } from '../db/failure.js'
import { locationOf } from '../db/location.js'
import { type Lock, lockFile } from '../db/lock.js'
import { makeFolder } from '../db/make-folder.js'
import { countPending, migrate } from '../db/migrate.js'
import { noteRun, type Run, startRun } from '../db/run.js'
import { commit as commitGroup } from '../ingest/commit.js'
import type { CommitGroup, CommitResult } from '../ingest/commit-group.js'
import type { LostRow } from '../ingest/lost-events.js'
import { WriterMemory } from '../ingest/memory.js'
import { writeLost as writeLostRows } from '../ingest/write-lost.js'
import {
  beginErasure as beginOneErasure,
  endErasure as endOneErasure,
  noteExport as noteOneExport,
} from '../privacy/audit-log.js'
import {
  eraseEvents as eraseSomeEvents,
  mendSessions as mendSomeSessions,
  noteDays as noteSomeDays,
} from '../privacy/erase-events.js'
import {
  foldLabels as foldSomeLabels,
  keepLabels as keepSomeLabels,
  stepsOfErasure as listStepsOfErasure,
  mergeSearch as mergeSomeOfSearch,
} from '../privacy/erase-texts.js'
import { scrubPages as scrubSomePages } from '../privacy/scrub-pages.js'
import { insertApp, updateApp } from '../registry/apps.js'
import { deleteLogin, insertLogin } from '../registry/logins.js'
import type { LoginRecord } from '../registry/registry.js'
import {
  insertToken,
  type MakingToken,
  noteTokenUse as noteUse,
  type ReplacingToken,
  replaceToken,
  revokeToken as revoke,
  type TokenAt,
} from '../registry/tokens.js'
import { foldPrompts as foldSomePrompts, forgetPrompts as forgetSomePrompts } from '../retention/fold-prompts.js'
import { forgetEntries as forgetSomeEntries, type Unreferred } from '../retention/forget-entries.js'
import { emptyLog as emptyTheLog, freePages as freeSomePages } from '../retention/free-pages.js'
import {
  forgetPromptUsers as forgetSomePromptUsers,
  movePromptWatermarks as moveAllPromptWatermarks,
} from '../retention/prompt-reach.js'
import {
  type EventSlice,
  type Pruned,
  type PrunedEvents,
  pruneEvents as pruneSomeEvents,
  pruneSessions as pruneSomeSessions,
} from '../retention/prune-raw.js'
import { pruneRollups as pruneSomeRollups, type RollupSlice } from '../retention/prune-rollups.js'
import type { Amount, Slice } from '../retention/slice.js'
import { moveWatermarks as moveAllWatermarks, type Reach, type Retention, reachOf } from '../retention/watermarks.js'
import { BucketMaker } from '../rollups/buckets.js'
import {
  countPromptUsers as countUsersOfPrompts,
  endCountingPromptUsers as endCountingUsersOfPrompts,
  setPromptMinUsers as setMinUsersOfPrompts,
} from '../rollups/count-prompt-users.js'
import {
  countUndated as countUndatedEvents,
  dateRows as dateSomeRows,
  isRebuildDue,
  rebuildSteps as listRebuildSteps,
  noteRebuilt,
  type RebuildStep,
  rebuildBucket as rebuildOneBucket,
} from '../rollups/rebuild.js'
import { forgetLost as forgetLostRollups, mendRows as mendSomeRows } from '../rollups/repair.js'
import { indexPrompts as indexSomePrompts } from '../spelling/index-prompts.js'
import {
  endSpelling as endAllSpelling,
  isSpellingDue,
  spellSteps as listSpellSteps,
  type Spelled,
  type SpellMonth,
  type SpellStep,
  spellLabels as spellSomeLabels,
} from '../spelling/spell-labels.js'
import { writeSynonyms as writeAllSynonyms } from '../spelling/synonyms.js'
import { type Reply, reply } from './reply.js'
import { threadSettings } from './settings.js'

const connection = createConnection(() => locked(openWriter))
type OpenedDatabase = { runId: number; isRebuildDue: boolean; isSpellingDue: boolean }

/** Stores events: it keeps its statements, and what it knows of the last commit. */
const transactor = createConnection(() => locked(openTransactor))
const memory = new WriterMemory()

const buckets = new BucketMaker()
let lock: Lock | undefined

/** A thread that takes the place of one that died has to hold the lock before it writes. */
async function locked<Opened>(open: (settings: DatabaseSettings) => Promise<Opened>): Promise<Opened> {
  await holdLock().catch((error: unknown) => {
    // Who sent an event is not told where the database is and who holds it; the log is.
    throw error instanceof AnalyticsError ? heldByAnother(error.message) : error
  })
  return open(threadSettings())
}

async function holdLock(): Promise<void> {
  const location = locationOf(threadSettings().url)
  if (location.kind === 'file') lock ??= await lockFile(location.path)
}

async function letGo(): Promise<void> {
  await transactor.close()
  await connection.close()
  await lock?.release()
  lock = undefined
}

export const ready = (): Promise<Reply<void>> => reply(async () => undefined)

/** Does it with the database locked; where it fails, nothing is held any more. */
const opening = <Value>(task: (client: Client) => Promise<Value>): Promise<Reply<Value>> =>
  reply(async () => {
    const location = locationOf(threadSettings().url)
    try {
      if (location.kind === 'file') await makeFolder(dirname(location.path))
      await holdLock()
      return await connection.use(task)
    } catch (error) {
      await letGo()
      throw error
    }
  })

/** Locks the database, and answers how many migrations `open` has to apply to its data. */
export const lookAhead = (): Promise<Reply<number>> => opening(countPending)

/**
 * Locks, opens and migrates the database, and notes that a server runs from `now` on. Answers the run's id, and whether
 * the rollups have to be made before anything else.
 */
export const open = (input: { now: number; timeZone: string }): Promise<Reply<OpenedDatabase>> =>
  opening(async (client) => {
    await migrate(client)
    await createDefaultApp(client, input)
    return {
      runId: await startRun(client, input.now),
      isRebuildDue: await isRebuildDue(client),
      isSpellingDue: await isSpellingDue(client),
    }
  })

export const commit = (group: CommitGroup): Promise<Reply<CommitResult>> =>
  reply(() => transactor.use((opened) => commitGroup(opened, group, memory)))

export const writeLost = (rows: LostRow[]): Promise<Reply<void>> =>
  reply(() => connection.use((client) => writeLostRows(client, rows)))

export const heartbeat = (run: Run): Promise<Reply<void>> =>
  reply(() => connection.use((client) => noteRun(client, run)))

export const mendRows = (afterId: number): Promise<Reply<{ lastId: number | null }>> =>
  reply(() => connection.use((client) => mendSomeRows(client, afterId)))

export const countUndated = (): Promise<Reply<number>> =>
  reply(() => connection.use((client) => countUndatedEvents(client)))

export const dateRows = (): Promise<Reply<number>> =>
  reply(() => connection.use((client) => dateSomeRows(client, buckets)))

export const rebuildSteps = (fromDate: string): Promise<Reply<RebuildStep[]>> =>
  reply(() => connection.use((client) => listRebuildSteps(client, fromDate)))

export const rebuildBucket = (step: RebuildStep & { labelsPerDay: number }): Promise<Reply<void>> =>
  reply(() => connection.use((client) => rebuildOneBucket(client, step)))

export const forgetLost = (): Promise<Reply<void>> => reply(() => connection.use((client) => forgetLostRollups(client)))

export const endRebuild = (): Promise<Reply<void>> => reply(() => connection.use((client) => noteRebuilt(client)))

export const createApp = (app: { input: CreateAppInput; now: number }): Promise<Reply<void>> =>
  reply(() => connection.use((client) => insertApp(client, app)))

export const changeApp = (change: ChangeAppInput): Promise<Reply<void>> =>
  reply(() => connection.use((client) => updateApp(client, change)))

export const createToken = (making: MakingToken): Promise<Reply<number>> =>
  reply(() => connection.use((client) => insertToken(client, making)))

export const rotateToken = (replacing: ReplacingToken): Promise<Reply<number>> =>
  reply(() => connection.use((client) => replaceToken(client, replacing)))

export const revokeToken = (token: TokenAt): Promise<Reply<void>> =>
  reply(() => connection.use((client) => revoke(client, token)))

export const addLogin = (login: LoginRecord & { now: number }): Promise<Reply<void>> =>
  reply(() => connection.use((client) => insertLogin(client, login)))

export const removeLogin = (hash: string): Promise<Reply<void>> =>
  reply(() => connection.use((client) => deleteLogin(client, hash)))

export const noteTokenUse = (token: TokenAt): Promise<Reply<void>> =>
  reply(() => connection.use((client) => noteUse(client, token)))

export const insertAlert = (making: MakingRule): Promise<Reply<AlertRule>> =>
  reply(() => connection.use((client) => insertRule(client, making)))

export const deleteAlert = (rule: RuleAt): Promise<Reply<void>> =>
  reply(() => connection.use((client) => deleteRule(client, rule)))

export const noteEvaluations = (noted: Evaluations): Promise<Reply<void>> =>
  reply(() => connection.use((client) => noteAllEvaluations(client, noted)))

export const insertAlertTest = (rule: RuleAt & { uuid: string }): Promise<Reply<DueMessage>> =>
  reply(() => connection.use((client) => insertTest(client, rule)))

export const claimNotices = (claim: { now: number; againAt: number; most: number }): Promise<Reply<DueMessage[]>> =>
  reply(() => connection.use((client) => claimSomeNotices(client, claim)))

export const noteAttempt = (attempt: Attempt): Promise<Reply<void>> =>
  reply(() => connection.use((client) => noteAnAttempt(client, attempt)))

export const spellSteps = (): Promise<Reply<SpellMonth[]>> =>
  reply(() => connection.use((client) => listSpellSteps(client)))

export const spellLabels = (step: SpellStep): Promise<Reply<Spelled>> =>
  reply(() => connection.use((client) => spellSomeLabels(client, step)))

export const endSpelling = (): Promise<Reply<number>> => reply(() => connection.use((client) => endAllSpelling(client)))

export const writeSynonyms = (input: { appId: number; synonyms: NameSynonym[] }): Promise<Reply<void>> =>
  reply(() => connection.use((client) => writeAllSynonyms(client, input)))

/** Puts some prompts into the full-text index. Answers whether there are more. */
export const indexPrompts = (): Promise<Reply<boolean>> =>
  reply(() => transactor.use((opened) => indexSomePrompts(opened, memory)))

/** Moves the watermarks to where they have to be, and answers where that is. */
export const moveWatermarks = (retention: Retention): Promise<Reply<Reach>> =>
  reply(() =>
    connection.use(async (client) => {
      const reach = await reachOf(client, retention)
      await moveAllWatermarks(client, reach.apps)
      return reach
    }),
  )

export const pruneEvents = (slice: EventSlice & Amount): Promise<Reply<PrunedEvents>> =>
  reply(() => connection.use((client) => pruneSomeEvents(client, slice)))

export const pruneSessions = (slice: Slice & Amount): Promise<Reply<Pruned>> =>
  reply(() => connection.use((client) => pruneSomeSessions(client, slice)))

export const pruneRollups = (part: RollupSlice): Promise<Reply<number>> =>
  reply(() =>
    connection.use(async (client) => {
      const rows = await pruneSomeRollups(client, part)
      if (part.part === 'buckets') buckets.forget()
      return rows
    }),
  )

export const forgetEntries = (unreferred: Unreferred): Promise<Reply<number>> =>
  reply(() => connection.use((client) => forgetSomeEntries(client, unreferred)))

/** A remote database sees to its own file. */
const isFile = () => locationOf(threadSettings().url).kind === 'file'

export const freePages = (pages: number): Promise<Reply<number>> =>
  reply(async () => (isFile() ? await connection.use((client) => freeSomePages(client, pages)) : 0))

export const emptyLog = (): Promise<Reply<boolean>> =>
  reply(async () => (isFile() ? await connection.use((client) => emptyTheLog(client)) : true))

const writing =
  <Input, Answer>(task: (client: Client, input: Input) => Promise<Answer>) =>
  (input: Input): Promise<Reply<Answer>> =>
    reply(() => connection.use((client) => task(client, input)))

export const noteExport = writing(noteOneExport)
export const beginErasure = writing(beginOneErasure)
export const eraseEvents = writing(eraseSomeEvents)
export const noteDays = writing(noteSomeDays)
export const mendSessions = writing(mendSomeSessions)
export const keepLabels = writing(keepSomeLabels)
export const foldLabels = writing(foldSomeLabels)
export const stepsOfErasure = writing(listStepsOfErasure)
export const movePromptWatermarks = writing(moveAllPromptWatermarks)
export const forgetPrompts = writing(forgetSomePrompts)
export const foldPrompts = writing(foldSomePrompts)
export const forgetPromptUsers = writing(forgetSomePromptUsers)
export const setPromptMinUsers = writing(setMinUsersOfPrompts)
export const countPromptUsers = writing(countUsersOfPrompts)
export const endCountingPromptUsers = writing(endCountingUsersOfPrompts)
export const mergeSearch = writing(mergeSomeOfSearch)
export const scrubPages = writing(scrubSomePages)
export const endErasure = writing(endOneErasure)

/** How long the last note waits for another program's lock. */
const LAST_PATIENCE_MS = 500

/** Closes the database and gives the lock back. */
export const close = (run: Run): Promise<Reply<void>> =>
  reply(async () => {
    // Without it the last minute doesn't count as served, which is no reason to end with an error.
    await connection.use((client) => noteEnd(client, run)).catch(() => undefined)
    await letGo()
  })

async function noteEnd(client: Client, run: Run): Promise<void> {
  if (isFile()) await client.execute(`PRAGMA busy_timeout = ${LAST_PATIENCE_MS}`)
  await noteRun(client, run)
}
