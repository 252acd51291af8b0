import type { EventType } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { listOf } from '../queries/covered.js'
import type { Database } from '../queries/question.js'
import type { StoredEvent } from '../store.js'
import { type StoredRow, storedEvent } from './stored-event.js'

/** The place of an event among those of its type, in the order of the index that they are read by. */
export type Place = { at: number; outcome: number; id: number }
/** Events of one type from a place on, to a time in milliseconds UTC, which is excluded. */
export type PageInput = { appId: number; type: EventType; after: Place; to: number; limit: number }
export type EventPage = { events: { at: number; event: StoredEvent }[]; last: Place | undefined }

/** One bounded step through the raw events of an app. */
export async function eventPage(database: Database, input: PageInput): Promise<EventPage> {
  const rows = await eventPageQuery(database, input)
  const last = rows.at(-1)
  return {
    events: rows.map((row) => ({ at: row.at, event: storedEvent(row) })),
    last: last && { at: last.at, outcome: last.outcome ?? 0, id: last.id },
  }
}

/** The page is found by the index alone; its texts are then looked up by their ids. */
export const eventPageQuery = (database: Database, { appId, type, after, to, limit }: PageInput) =>
  storedRows(
    database,
    sql`SELECT * FROM event
      WHERE app_id = ${appId} AND type = ${TYPE_CODES[type]} AND at >= ${after.at} AND at < ${to}
        AND (at > ${after.at} OR (coalesce(outcome, 0), id) > (${after.outcome}, ${after.id}))
      ORDER BY at, outcome, id LIMIT ${limit}`,
    sql`event.at, event.outcome, event.id`,
  )

/** Some events by their ids in the database, the newest first. */
export async function eventsByIds(database: Database, ids: number[]): Promise<StoredEvent[]> {
  const rows = await storedRows(
    database,
    sql`SELECT * FROM event WHERE id IN ${listOf(ids)}`,
    sql`event.at DESC, event.id DESC`,
  )
  return rows.map(storedEvent)
}

/** Events with their texts. */
const storedRows = (database: Database, events: SQL, order: SQL) =>
  database.all<StoredRow>(sql`
    SELECT event.id, event.type, lower(hex(event.uuid)) AS uuid, event.at, event.received_at AS receivedAt, event.seq,
           event.generation_id AS generationId, event.parent_id AS parentId, event.duration_ms AS durationMs,
           event.tempo_milli_bpm AS tempoMilliBpm, event.ai_enhanced AS aiEnhanced, event.params, event.outcome,
           event.generation_ms AS generationMs, event.metadata, user.external_id AS userId,
           nullif(lower(hex(session.uuid)), '') AS sessionId, agent.browser, agent.os, agent.device, agent.is_bot AS isBot,
           page.value AS page, context.value AS context, prompt.value AS prompt, style.value AS style,
           scale.value AS scale, mood.value AS mood, instruments.value AS instruments, error.value AS error,
           action.value AS action, element.value AS element, value.value AS value
    FROM (${events}) AS event
    JOIN user ON user.id = event.user_id
    JOIN agent ON agent.id = event.agent_id
    LEFT JOIN session ON session.id = event.session_id
    LEFT JOIN label AS page ON page.id = event.page_id
    LEFT JOIN label AS context ON context.id = event.context_id
    LEFT JOIN label AS prompt ON prompt.id = event.prompt_id
    LEFT JOIN label AS style ON style.id = event.style_id
    LEFT JOIN label AS scale ON scale.id = event.scale_id
    LEFT JOIN label AS mood ON mood.id = event.mood_id
    LEFT JOIN label AS instruments ON instruments.id = event.instruments_id
    LEFT JOIN label AS error ON error.id = event.error_id
    LEFT JOIN label AS action ON action.id = event.action_id
    LEFT JOIN label AS element ON element.id = event.element_id
    LEFT JOIN label AS value ON value.id = event.value_id
    ORDER BY ${order}`)
