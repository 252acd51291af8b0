import type {
  Event,
  InsightAnswers,
  InsightInputs,
  InsightName,
  LiveSnapshot,
  LostKind,
  NameSynonym,
  RecordedEvent,
  RejectionCode,
  Summary,
  SummaryInput,
} from '@son1k/contract'
import type { AlertBook } from './alerts/alert-book.js'
import type { MaskOptions } from './privacy/mask-text.js'
import type { PersonBook } from './privacy/person-book.js'
import type { Registry } from './registry/registry.js'

/** How events came: what they can't be trusted to say of themselves. Times are milliseconds UTC. */
export type Delivery = {
  appId: number
  /** By the server's clock. */
  receivedAt: number
  /** By the client's clock; absent where a single event came without it. */
  sentAt?: number
  /** Reduced to browser, OS, device and a bot flag; the text itself is not kept. */
  userAgent?: string
}

export type IngestResult =
  | { status: 'accepted' }
  | { status: 'duplicate' }
  | { status: 'rejected'; code: RejectionCode; message: string }

export type StoreStatus = {
  kind: 'file' | 'remote'
  /** Null where the database can't tell. */
  bytes: number | null
  /** Stored events. */
  events: number
  /** The days since the first start, at most 30, in the app's time zone: the share, 0–1, in which a server ran. */
  availability: { date: string; share: number }[]
}

/**
 * Of every question. When `signal` aborts, it rejects with `CANCELLED` at once: one that waits is not asked any more, one
 * that runs ends at its next step.
 */
export type QuestionOptions = { signal?: AbortSignal }

/** A question about a range, and whose data it is about. */
export type InsightAsked<Name extends InsightName> = { name: Name; appId: number; input: InsightInputs[Name] }

/** Events of an app that were not stored. `reason`: a code or reason of the contract; empty for duplicates. */
export type LostEvents = { appId: number; kind: LostKind; reason: string; events: number }

/** What waits to be committed. */
export type QueueDepth = { events: number; bytes: number }

/**
 * The one door to the database. It answers named questions and speaks no SQL, so that another engine can stand behind it.
 * Every method rejects with an `AnalyticsError`: `OVERLOADED` when the buffer is full, `STORE_UNAVAILABLE` when the
 * database can't be reached or written (both with `retryAfterSeconds`). Questions also with `OVERLOADED` when too many wait,
 * with `TIMEOUT` when one takes longer than `LIMITS.questionMs` and can't answer for a part, and with `CANCELLED`.
 */
export interface Store {
  /**
   * Stores events that passed the contract. Resolves after the commit, with one result for each event, in order.
   * Storing an event again, also within the same call, answers `duplicate` and changes nothing.
   */
  ingest(events: Event[], delivery: Delivery): Promise<IngestResult[]>
  /**
   * Stores events of any age with the time they carry, as imports do. Otherwise like `ingest`; the caller keeps batches
   * at a few thousand events.
   */
  importEvents(events: Event[], appId: number): Promise<IngestResult[]>
  /** Ends a session by its id alone. False, and nothing stored, when it is unknown or has ended. */
  endSession(sessionId: string, delivery: Delivery): Promise<boolean>
  /** Counts events that were not stored. It is written a second later, at the latest by `close`. */
  countLost(lost: LostEvents): void
  summary(appId: number, input: SummaryInput, options?: QuestionOptions): Promise<Summary>
  /** Every other question about a range, by its name. */
  insight<Name extends InsightName>(asked: InsightAsked<Name>, options?: QuestionOptions): Promise<InsightAnswers[Name]>
  /** The names that an app means the same by, beyond what everybody does. */
  nameSynonyms(appId: number, options?: QuestionOptions): Promise<NameSynonym[]>
  /**
   * Puts others in their place: from then on all questions, also about the past, tell names apart by them.
   * @throws AnalyticsError `VALIDATION_FAILED`, and nothing is changed
   */
  setNameSynonyms(appId: number, synonyms: NameSynonym[]): Promise<void>
  /** Sessions that are neither ended nor idle past the timeout. */
  activeSessions(appId: number, options?: QuestionOptions): Promise<number>
  liveSnapshot(appId: number, options?: QuestionOptions): Promise<LiveSnapshot>
  status(appId: number, options?: QuestionOptions): Promise<StoreStatus>
  /** The raw events of an app in the order of time, some at a time; what is stored meanwhile may be missing. */
  exportEvents(range: ExportRange): AsyncIterable<StoredEvent[]>
  /** What persons may ask for: their data, and that it goes. */
  readonly people: PersonBook
  /** The apps and the tokens. */
  readonly registry: Registry
  readonly alerts: AlertBook
  queueDepth(): QueueDepth
  /** Calls back after each commit that stored something, with the app's id and the time from receipt to commit of each event. */
  onCommit(listener: (commit: Commit) => void): () => void
  /**
   * Makes all sums that questions read anew from the raw events, a day at a time, while events are stored and questions
   * answered. Changes nothing where they were right. Where raw events have gone, sums stay as they are.
   * @throws AnalyticsError `VALIDATION_FAILED` for a `fromDate` that is none
   */
  rebuild(options?: RebuildOptions): Promise<void>
  /**
   * Takes away what is older than is kept, in small steps, while events are stored and questions answered: raw events, their
   * sessions and what nothing refers to any more go in whole days, but never before the eighth day after they came; sums
   * go in whole months, after 25 of them. Numbers of past days don't change. Days are counted back from the newest event.
   * @returns what went; with `dryRun` what would go, and nothing does
   * @throws AnalyticsError `VALIDATION_FAILED` for fewer than 8 days
   */
  prune(options: PruneOptions): Promise<PruneReport>
  /** Notes that the server runs: `availability` is made of these; and what was counted as lost. To be called once a minute. */
  heartbeat(): Promise<void>
  /**
   * To be called as soon as it is known that `close` follows: what comes is still stored, but from the first commit that
   * fails on nothing waits for another try, so that the end doesn't take long.
   */
  prepareToClose(): void
  /**
   * Commits what is buffered, up to the first commit that fails (who waits for the rest is told), stops the questions
   * that run or wait (`STORE_UNAVAILABLE`), waits until every thread is idle, then closes. Idempotent.
   */
  close(): Promise<void>
}

/** Milliseconds UTC; by default all. `to` is excluded. */
export type ExportRange = { appId: number; from?: number; to?: number }

/** An event as it is kept: its time is corrected for the client's clock. */
export type StoredEvent = RecordedEvent

export type LegacyTable = 'user_sessions' | 'user_interactions' | 'music_generations'
/** A row of the old server's database; `row` is its number there. */
export type LegacyRow = { table: LegacyTable; row: number; values: Record<string, string | number | null> }
export type LegacyDatabase = {
  /** How many there are. */
  rows: number
  /** All rows, some at a time. */
  read(): AsyncIterable<LegacyRow[]>
  close(): void
}

export type RebuildOptions = {
  /** `2026-11-23`: only the days from then on, in the time zone of each app, and their months. By default all. */
  fromDate?: string | undefined
  onProgress?: ((progress: RebuildProgress) => void) | undefined
}
/**
 * How far a rebuild is: first events of an older version are given their hours, then days and months are summed up, names get
 * their spellings, and prompts become searchable.
 */
export type RebuildProgress = { part: 'events' | 'rollups' | 'names' | 'search'; done: number; total: number }
/** How far an upgrade is: the migrations, all at once, then a rebuild where one is due. */
export type UpgradeProgress = { part: 'schema' | RebuildProgress['part']; done: number; total: number }

export type PruneOptions = {
  /** Days that raw events are kept for, at least 8; 0 keeps everything for ever. Apps may have a number of their own. */
  retentionDays: number
  /** Days that prompts are kept for, in raw events and in sums, where they then count as "other"; 0 or none: as the rest. */
  promptRetentionDays?: number
  dryRun?: boolean
  onProgress?: (progress: PruneProgress) => void
}
/** How far pruning is: events and their sessions go first, sums, prompts, what nothing refers to any more, then free pages. */
export type PruneProgress = { part: 'events' | 'rollups' | 'prompts' | 'texts' | 'pages'; done: number; total: number }

/** What pruning took away, or would. */
export type PruneReport = {
  /** Local days of which events go. */
  days: number
  events: number
  /** Before they go: at most so many, because those that somebody still adds events to stay. */
  sessions: number
  /** Events that stay without their prompts. */
  prompts: number
  /** Local days of which the sums don't tell some prompts, or any, from then on. */
  promptDays: number
  /** By which the file gets smaller; an estimate before. Null where the database doesn't tell. */
  bytes: number | null
}

/** A group of events that was not stored; those who sent them have been told. `error.cause` says why, for the log. */
export type CommitFailure = { events: number; error: Error }

export type Commit = { appIds: number[]; events: number; durationMs: number; waitedMs: number[] }

export type StoreOptions = {
  /** `file:…` embedded, `libsql://…` or `http(s)://…` remote. */
  url: string
  authToken?: string
  sessionTimeoutMinutes?: number
  /** IANA name, of an app that is created now; by default the system's. */
  timeZone?: string
  /** Threads that answer questions; by default one less than the cores, 1 to 4. */
  readers?: number
  /** How long a question may work; by default `LIMITS.questionMs`. */
  questionMs?: number
  /** The server's clock, in milliseconds UTC. */
  now?: () => number
  /** Called back after each commit that failed. */
  onCommitFailure?: (failure: CommitFailure) => void
  /**
   * Called back when a thread has died of an error that nothing caught. Another takes its place by itself; what it was
   * asked meanwhile has failed.
   */
  onThreadLost?: (error: unknown) => void
  /** Received and not yet committed events held at most, in bytes of JSON; by default `LIMITS.bufferBytes`. */
  bufferBytes?: number
  /** Called back before and while `openStore` brings a database of an older version up to date; else never. */
  onUpgrade?: (progress: UpgradeProgress) => void
  /** Labels of a day and dimension that are told apart; by default `LIMITS.labelsPerDay`. */
  labelsPerDay?: number
  /**
   * So many people have to have used a prompt before lists show it; by default as it was set last, and 1 in the beginning.
   * What is set stays with the database.
   */
  promptMinUsers?: number
  /** What is taken out of prompts and messages of errors before anything is stored, in imports too; by default nothing. */
  promptMask?: MaskOptions
}
/** The app that exists from the start. */
export const DEFAULT_APP_ID = 1
