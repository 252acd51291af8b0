import { sql } from 'drizzle-orm'
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
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
  },
  (table) => [
    uniqueIndex('session_uuid').on(table.appId, table.uuid),
    index('session_started_at').on(table.appId, table.startedAt),
    index('session_last_at').on(table.appId, table.lastAt),
    index('session_new').on(table.id).where(sql`started_at IS NULL`),
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
  },
  (table) => [
    uniqueIndex('event_uuid').on(table.appId, table.uuid),
    index('event_at').on(table.appId, table.type, table.at, table.outcome),
    index('event_generation_end')
      .on(table.appId, table.generationId)
      .where(sql`type = ${sql.raw(String(TYPE_CODES.generation))} AND generation_id IS NOT NULL`),
  ],
)

/** One row: the last event's id before the group that is being committed. What is above it is new. */
export const ingestCursor = sqliteTable('ingest_cursor', {
  id: integer('id').primaryKey(),
  lastEventId: integer('last_event_id').notNull(),
})

/** From when to when a server was running. */
export const run = sqliteTable('run', {
  id: integer('id').primaryKey(),
  startedAt: integer('started_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
})
