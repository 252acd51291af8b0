import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { IS_MARKED_KEEP, keepKey } from '../rollups/keeps.js'
import { TYPE_CODES } from './codes.js'

// Times are milliseconds UTC, durations milliseconds, tempos thousandths of a BPM: sums of integers are exact.
// Ids of other tables carry no foreign key: the writer makes them in the transaction that stores them, and checking each
// again would cost a lookup a row.

/** Every text that repeats is stored once. */
export const label = sqliteTable('label', {
  id: integer('id').primaryKey(),
  value: text('value').notNull().unique(),
})

export const app = sqliteTable('app', {
  id: integer('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  /** IANA name: of the days and hours in reports. */
  timeZone: text('time_zone').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Stored events, kept by the writer: counting millions of rows takes too long for a status page. */
  eventCount: integer('event_count').notNull().default(0),
  /**
   * The watermark: no question, and no rebuild, reads raw events before it, so that they can go. The start of the first
   * day that is kept whole; 0 where nothing went yet. It never falls.
   */
  rawFrom: integer('raw_from').notNull().default(0),
  /** The same for all that is summed up: the start of the first month that is kept. */
  rollupsFrom: integer('rollups_from').notNull().default(0),
  /** The same for prompts, which may go before the rest of their events: before it, all of them are "other". */
  promptsFrom: integer('prompts_from').notNull().default(0),
  /** A JSON array: of pages that may send its events, `*` for all. Null: as the server's settings say. */
  origins: text('origins'),
  /** Days that its raw events are kept for, 0 for ever. Null: as the server's settings say. */
  retentionDays: integer('retention_days'),
  /** 1 where its events need a write key; only `default` can do without. */
  requiresKey: integer('requires_key').notNull().default(0),
})

/** Who may do what: the write keys, read tokens and admin tokens, of which only their SHA-256 is kept. */
export const token = sqliteTable('token', {
  id: integer('id').primaryKey(),
  /** See `RIGHTS`. */
  right: text('right').notNull(),
  /** Null: of all apps. */
  appId: integer('app_id'),
  label: text('label').notNull(),
  hash: blob('hash', { mode: 'buffer' }).notNull().unique(),
  createdAt: integer('created_at').notNull(),
  /** The hour; null: never. */
  lastUsedAt: integer('last_used_at'),
  /** Null: it is good. */
  revokedAt: integer('revoked_at'),
})

/** The one mapping between a person's id and the integer that stands for it everywhere else. */
export const user = sqliteTable(
  'user',
  {
    id: integer('id').primaryKey(),
    appId: integer('app_id').notNull(),
    externalId: text('external_id').notNull(),
  },
  (table) => [uniqueIndex('user_external_id').on(table.appId, table.externalId)],
)

/** What a user agent comes down to: a JSON array, whose parts are the columns after it. An empty text is unknown. */
export const agent = sqliteTable('agent', {
  id: integer('id').primaryKey(),
  value: text('value').notNull().unique(),
  browser: text('browser').generatedAlwaysAs(sql`value->>0`),
  os: text('os').generatedAlwaysAs(sql`value->>1`),
  device: text('device').generatedAlwaysAs(sql`value->>2`),
  isBot: integer('is_bot').generatedAlwaysAs(sql`value->>3`),
})

/** A function of the session's events, whatever the order they came in. */
export const session = sqliteTable(
  'session',
  {
    id: integer('id').primaryKey(),
    appId: integer('app_id').notNull(),
    uuid: blob('uuid', { mode: 'buffer' }).notNull(),
    /** Of the earliest event. */
    userId: integer('user_id'),
    /** Null only inside the transaction that makes the session. */
    startedAt: integer('started_at'),
    /** The earliest event's UUID: breaks a tie of times. */
    firstEventUuid: blob('first_event_uuid', { mode: 'buffer' }),
    lastAt: integer('last_at'),
    /** The latest explicit end; the session has ended there unless `last_at` is later. */
    endedAt: integer('ended_at'),
    pageViews: integer('page_views').notNull().default(0),
    /** JSON, of the earliest `session.start` that has one; the two columns after it say which. */
    contextId: integer('context_id'),
    contextAt: integer('context_at'),
    contextEventUuid: blob('context_event_uuid', { mode: 'buffer' }),
    /** The bucket of the hour that it started in; null until the session is counted there. */
    hourId: integer('hour_id'),
  },
  (table) => [
    uniqueIndex('session_uuid').on(table.appId, table.uuid),
    index('session_started_at').on(table.appId, table.startedAt, table.userId),
    index('session_last_at').on(table.appId, table.lastAt),
    index('session_new').on(table.id).where(sql`started_at IS NULL`),
    index('session_undated').on(table.id).where(sql`hour_id IS NULL`),
  ],
)

/** The raw rows: all else is a function of them. Columns that a type of event doesn't have are null, one byte each. */
export const event = sqliteTable(
  'event',
  {
    id: integer('id').primaryKey(),
    appId: integer('app_id').notNull(),
    uuid: blob('uuid', { mode: 'buffer' }).notNull(),
    /** See `TYPE_CODES`. */
    type: integer('type').notNull(),
    userId: integer('user_id').notNull(),
    sessionId: integer('session_id'),
    /** Corrected for the client's clock. */
    at: integer('at').notNull(),
    receivedAt: integer('received_at').notNull(),
    /** The client's clock less the server's; null where the client didn't say when it sent. */
    clientSkewMs: integer('client_skew_ms'),
    seq: integer('seq'),
    pageId: integer('page_id'),
    agentId: integer('agent_id').notNull(),
    contextId: integer('context_id'),
    /** The host's own id of the track; for a `generation`, null means its UUID. */
    generationId: text('generation_id'),
    parentId: text('parent_id'),
    promptId: integer('prompt_id'),
    styleId: integer('style_id'),
    scaleId: integer('scale_id'),
    moodId: integer('mood_id'),
    durationMs: integer('duration_ms'),
    tempoMilliBpm: integer('tempo_milli_bpm'),
    /** A JSON array. */
    instrumentsId: integer('instruments_id'),
    aiEnhanced: integer('ai_enhanced'),
    params: text('params'),
    /** See `OUTCOME_CODES`. */
    outcome: integer('outcome'),
    generationMs: integer('generation_ms'),
    errorId: integer('error_id'),
    actionId: integer('action_id'),
    elementId: integer('element_id'),
    valueId: integer('value_id'),
    metadata: text('metadata'),
    /** Which error it is, of a failed generation that says why, and of an error of the page. See `error-groups.ts`. */
    errorGroupId: integer('error_group_id'),
    /** The bucket of the hour that it lies in; null only in a row of an older version, until it is rolled up. */
    hourId: integer('hour_id'),
    /** 1 at an interaction that keeps a track, and at a generation of which the track was kept; else null. See `keeps.ts`. */
    kept: integer('kept'),
  },
  (table) => [
    uniqueIndex('event_uuid').on(table.appId, table.uuid),
    // What users do is counted from it alone.
    index('event_at').on(table.appId, table.type, table.at, table.outcome, table.userId, table.kept),
    index('event_generation_end')
      .on(table.appId, table.generationId)
      .where(sql`type = ${sql.raw(String(TYPE_CODES.generation))} AND generation_id IS NOT NULL`),
    // Which the generated migration has by hand: an expression with a comma is torn apart.
    index('event_keep')
      .on(table.appId, sql.raw(keepKey('generation_id')), table.at)
      .where(sql.raw(IS_MARKED_KEEP)),
    index('event_error').on(table.appId, table.at).where(sql`error_group_id IS NOT NULL`),
    index('event_undated').on(table.id).where(sql`hour_id IS NULL`),
  ],
)

/** One row: where the writer is. */
export const ingestCursor = sqliteTable('ingest_cursor', {
  id: integer('id').primaryKey(),
  /** The highest id that an event ever had: none gets a lower one. */
  lastEventId: integer('last_event_id').notNull(),
  /** 1 in a database of an older version, until it has all rollups. */
  rebuildDue: integer('rebuild_due').notNull().default(1),
  /** 1 in a database of an older version, until all labels of its rollups are in `spelling`. */
  spellingDue: integer('spelling_due').notNull().default(1),
  /** Numbers of people and texts that are gone: none is given again. */
  lastUserId: integer('last_user_id').notNull().default(0),
  lastLabelId: integer('last_label_id').notNull().default(0),
  /** A prompt is shown once so many people have used it. `prompt_user` tells of which; 1: of all, and it is empty. */
  promptMinUsers: integer('prompt_min_users').notNull().default(1),
})

/** Imported events of which the raw rows are gone, for ever: an import that is run again changes nothing. */
export const importedEvent = sqliteTable(
  'imported_event',
  {
    appId: integer('app_id').notNull(),
    uuid: blob('uuid', { mode: 'buffer' }).notNull(),
  },
  // WITHOUT ROWID, which the generated migration has by hand.
  (table) => [primaryKey({ columns: [table.appId, table.uuid] })],
)

/** Events that were not stored, by the local day that they came on. No rebuild touches it: no raw row tells of them. */
export const lostEvent = sqliteTable(
  'lost_event',
  {
    appId: integer('app_id').notNull(),
    /** `2026-11-24`, in the app's time zone. */
    date: text('date').notNull(),
    /** See `LOST_CODES`. */
    kind: integer('kind').notNull(),
    /** A code or reason of the contract; empty for duplicates. */
    reason: text('reason').notNull(),
    events: integer('events').notNull(),
  },
  // WITHOUT ROWID, which the generated migration has by hand.
  (table) => [primaryKey({ columns: [table.appId, table.date, table.kind, table.reason] })],
)

/** From when to when a server was running. */
export const run = sqliteTable('run', {
  id: integer('id').primaryKey(),
  startedAt: integer('started_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
})

/**
 * The local hours, days and months of an app that rollups are kept for. A row never changes: when an app's time zone does,
 * the past stays as it was.
 */
export const bucket = sqliteTable(
  'bucket',
  {
    id: integer('id').primaryKey(),
    appId: integer('app_id').notNull(),
    /** See `TIERS`. */
    tier: integer('tier').notNull(),
    startsAt: integer('starts_at').notNull(),
    /** Excluded. */
    endsAt: integer('ends_at').notNull(),
    /** Of an hour. */
    dayId: integer('day_id'),
    /** Of an hour or a day. */
    monthId: integer('month_id'),
    /** Of a day: `2026-11-24`. */
    date: text('date'),
    /** Of an hour: 0 is Monday from midnight to one, 167 is the last hour of Sunday. */
    hourOfWeek: integer('hour_of_week'),
    /** Of a day: another number whenever its users in `user_day`, or the language of its events, may have changed. */
    userVersion: integer('user_version').notNull().default(0),
  },
  (table) => [uniqueIndex('bucket_starts_at').on(table.appId, table.tier, table.startsAt)],
)

/** Sums over a bucket, one row for each that has events. See `MEASURES`. */
export const rollupTotal = sqliteTable('rollup_total', {
  bucketId: integer('bucket_id').primaryKey(),
  events: integer('events').notNull().default(0),
  pageViews: integer('page_views').notNull().default(0),
  succeeded: integer('succeeded').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  cancelled: integer('cancelled').notNull().default(0),
  abandoned: integer('abandoned').notNull().default(0),
  aiEnhanced: integer('ai_enhanced').notNull().default(0),
  durationMs: integer('duration_ms').notNull().default(0),
  durations: integer('durations').notNull().default(0),
  generationMs: integer('generation_ms').notNull().default(0),
  generationTimes: integer('generation_times').notNull().default(0),
  /** Sessions that started in the bucket. */
  sessions: integer('sessions').notNull().default(0),
  sessionMs: integer('session_ms').notNull().default(0),
  /** Rows of `open_start` in the bucket. */
  openStarts: integer('open_starts').notNull().default(0),
  /** Succeeded generations that were kept. */
  kept: integer('kept').notNull().default(0),
})

// The tables from here on are WITHOUT ROWID, which the generated migration has by hand.

/** Histograms: how many values of a kind lie in a bin. See `histogram.ts`. */
export const rollupLatency = sqliteTable(
  'rollup_latency',
  {
    bucketId: integer('bucket_id').notNull(),
    kind: integer('kind').notNull(),
    bin: integer('bin').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bucketId, table.kind, table.bin] })],
)

/** Sums over the finished generations of a bucket that have a label. See `DIMENSIONS`; label 0 is all that found no room. */
export const rollupLabel = sqliteTable(
  'rollup_label',
  {
    bucketId: integer('bucket_id').notNull(),
    dimension: integer('dimension').notNull(),
    labelId: integer('label_id').notNull(),
    succeeded: integer('succeeded').notNull(),
    failed: integer('failed').notNull(),
    aiEnhanced: integer('ai_enhanced').notNull(),
    generationMs: integer('generation_ms').notNull(),
    generationTimes: integer('generation_times').notNull(),
    kept: integer('kept').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.bucketId, table.dimension, table.labelId] }),
    // Most labels of a long tail have one: what is popular is found without them.
    index('rollup_label_popular').on(table.bucketId, table.dimension, table.succeeded).where(sql`succeeded >= 2`),
  ],
)

/** Sessions of a user that started on a day; no row for none. */
export const userDay = sqliteTable(
  'user_day',
  {
    dayId: integer('day_id').notNull(),
    userId: integer('user_id').notNull(),
    sessions: integer('sessions').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dayId, table.userId] }),
    index('user_day_none').on(table.dayId).where(sql`sessions = 0`),
  ],
)

/** Generations that were started at a time and have not ended within an hour, so far. */
export const openStart = sqliteTable(
  'open_start',
  {
    appId: integer('app_id').notNull(),
    generationId: text('generation_id').notNull(),
    at: integer('at').notNull(),
    hourId: integer('hour_id').notNull(),
    /** The generation's id as 16 bytes, where it is a UUID: an end without an id of its own goes by that. */
    uuid: blob('uuid', { mode: 'buffer' }),
    /** 1 where the same generation was started before, too. */
    isRepeat: integer('is_repeat').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.appId, table.generationId, table.at] }),
    index('open_start_at').on(table.appId, table.at),
    index('open_start_uuid').on(table.appId, table.uuid).where(sql`uuid IS NOT NULL`),
    index('open_start_repeat').on(table.appId, table.at).where(sql`is_repeat = 1`),
  ],
)

/**
 * Every name of a style, mood or scale, and every prompt, that a generation ever had, by what its spelling comes down to.
 * A trigger notes new prompts in `unsearchable_prompt`. The full-text index `prompt_search` is made by hand.
 */
export const spelling = sqliteTable(
  'spelling',
  {
    /** See `DIMENSIONS` of the rollups. */
    dimension: integer('dimension').notNull(),
    labelId: integer('label_id').notNull(),
    /** See `foldNumber`. */
    fold: integer('fold').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dimension, table.labelId] }),
    index('spelling_fold').on(table.dimension, table.fold),
  ],
)

/** Prompts that are not in the full-text index yet. */
export const unsearchablePrompt = sqliteTable('unsearchable_prompt', {
  labelId: integer('label_id').primaryKey(),
})

/**
 * Who has used a prompt that is not shown yet; one that is has a row of nobody, 0, alone. WITHOUT ROWID, which the generated
 * migration has by hand.
 */
export const promptUser = sqliteTable(
  'prompt_user',
  {
    labelId: integer('label_id').notNull(),
    appId: integer('app_id').notNull(),
    userId: integer('user_id').notNull(),
    /** When last: it goes with the raw events that it was made of. Of nobody: the newest event's number, as the prompt was shown. */
    lastAt: integer('last_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.labelId, table.appId, table.userId] }),
    index('prompt_user_last_at').on(table.appId, table.lastAt).where(sql`user_id <> 0`),
    index('prompt_user_shown').on(table.lastAt).where(sql`user_id = 0`),
  ],
)

/** Names that an app means the same by, beyond what everybody does. */
export const nameSynonym = sqliteTable(
  'name_synonym',
  {
    appId: integer('app_id').notNull(),
    dimension: text('dimension').notNull(),
    name: text('name').notNull(),
    means: text('means').notNull(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.dimension, table.name] })],
)

/** What an app's administrator is told of, and how it stands. See `AlertRule` in the contract. */
export const alertRule = sqliteTable(
  'alert_rule',
  {
    id: integer('id').primaryKey(),
    appId: integer('app_id').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    threshold: real('threshold').notNull(),
    clearThreshold: real('clear_threshold').notNull(),
    /** Null where its kind looks at none. */
    windowMinutes: integer('window_minutes'),
    minimumSamples: integer('minimum_samples').notNull(),
    badEvaluations: integer('bad_evaluations').notNull(),
    goodEvaluations: integer('good_evaluations').notNull(),
    webhookUrl: text('webhook_url'),
    /** As it is: a message can't be signed with its hash. */
    webhookSecret: text('webhook_secret'),
    createdAt: integer('created_at').notNull(),
    /** See `ALERT_STATES`. */
    state: text('state').notNull(),
    stateSince: integer('state_since').notNull(),
    /** Evaluations in a row, up to the last, that spoke for the other state. */
    streak: integer('streak').notNull(),
    /** What the last evaluation saw; null where too little was known. */
    value: real('value'),
    /** Null: never. */
    evaluatedAt: integer('evaluated_at'),
  },
  (table) => [index('alert_rule_app').on(table.appId)],
)

/** When an alert fired, was over, or was tried out, and what became of telling so. It outlives its rule. */
export const alertNotice = sqliteTable(
  'alert_notice',
  {
    id: integer('id').primaryKey(),
    /** What a receiver knows it again by. */
    uuid: text('uuid').notNull(),
    appId: integer('app_id').notNull(),
    ruleId: integer('rule_id').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    threshold: real('threshold').notNull(),
    /** See `ALERT_EVENTS`. */
    event: text('event').notNull(),
    at: integer('at').notNull(),
    value: real('value'),
    /** See `ALERT_DELIVERIES`. */
    delivery: text('delivery').notNull(),
    /** When it is to be sent, again where that failed; null: no more. */
    dueAt: integer('due_at'),
  },
  (table) => [
    index('alert_notice_app').on(table.appId, table.id),
    index('alert_notice_due').on(table.dueAt).where(sql`due_at IS NOT NULL`),
  ],
)

/** Each time that a notice was sent. */
export const alertAttempt = sqliteTable(
  'alert_attempt',
  {
    id: integer('id').primaryKey(),
    noticeId: integer('notice_id').notNull(),
    at: integer('at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** Of the answer; null: none came. */
    status: integer('status'),
    /** Null: it was taken. */
    problem: text('problem'),
  },
  (table) => [index('alert_attempt_notice').on(table.noticeId)],
)

/** Who is signed in to the full page. */
export const loginSession = sqliteTable('login_session', {
  /** SHA-256 of what the browser keeps. */
  hash: blob('hash', { mode: 'buffer' }).primaryKey(),
  /** The token that was shown; null: one of the environment, of which the next column tells whether it is the same still. */
  tokenId: integer('token_id'),
  /** SHA-256 of the token after what the browser keeps, without which nobody can try tokens on it. */
  proof: blob('proof', { mode: 'buffer' }),
  endsAt: integer('ends_at').notNull(),
})

/** What was done with a person's data on demand, and by whom. */
export const audit = sqliteTable('audit', {
  id: integer('id').primaryKey(),
  at: integer('at').notNull(),
  /** Null: under way. */
  finishedAt: integer('finished_at'),
  actor: text('actor').notNull(),
  /** `export` or `erase`. */
  action: text('action').notNull(),
  appId: integer('app_id').notNull(),
  /** SHA-256 of the person's id. */
  subject: blob('subject', { mode: 'buffer' }).notNull(),
  events: integer('events').notNull().default(0),
  sessions: integer('sessions').notNull().default(0),
  /** The number that stood for a person who is being erased; null once that is done. */
  userId: integer('user_id'),
})

/** What an erasure that is under way has still to see to. WITHOUT ROWID, which the generated migration has by hand. */
export const erasureItem = sqliteTable(
  'erasure_item',
  {
    auditId: integer('audit_id').notNull(),
    /** See `ITEMS`. */
    kind: integer('kind').notNull(),
    value: blob('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.auditId, table.kind, table.value] })],
)
