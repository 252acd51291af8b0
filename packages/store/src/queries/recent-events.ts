import type { RecentEvent } from '@son1k/contract'
import { EVENT_TYPES } from '@son1k/contract/event'
import { sql } from 'drizzle-orm'
import { outcomeOfCode, TYPE_CODES, typeOfCode } from '../db/codes.js'
import type { Database } from './question.js'

const LONGEST_FEED = 20

type RecentRow = {
  uuid: string
  type: number
  at: number
  userId: string
  outcome: number | null
  style: string | null
  prompt: string | null
  action: string | null
  element: string | null
}

/** The newest events of an app. The index is by type, so each type gives its newest and the newest of those are it. */
export const recentEventsQuery = (database: Database, appId: number) => {
  const newestOf = (type: number) => sql`
    SELECT * FROM (SELECT * FROM event WHERE app_id = ${appId} AND type = ${type} ORDER BY at DESC LIMIT ${LONGEST_FEED})`
  const newest = sql.join(
    EVENT_TYPES.map((type) => newestOf(TYPE_CODES[type])),
    sql` UNION ALL `,
  )
  return database.all<RecentRow>(sql`
    SELECT lower(hex(newest.uuid)) AS uuid, newest.type, newest.at, user.external_id AS userId, newest.outcome,
           style.value AS style, prompt.value AS prompt, action.value AS action, element.value AS element
    FROM (${newest}) AS newest
    JOIN user ON user.id = newest.user_id
    LEFT JOIN label AS style ON style.id = newest.style_id
    LEFT JOIN label AS prompt ON prompt.id = newest.prompt_id
    LEFT JOIN label AS action ON action.id = newest.action_id
    LEFT JOIN label AS element ON element.id = newest.element_id
    ORDER BY newest.at DESC, newest.id DESC LIMIT ${LONGEST_FEED}`)
}

export function recentEvent(row: RecentRow): RecentEvent {
  return {
    id: row.uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    type: typeOfCode(row.type),
    at: new Date(row.at).toISOString(),
    userId: row.userId,
    ...(row.outcome === null ? {} : { outcome: outcomeOfCode(row.outcome) }),
    ...(row.style === null ? {} : { style: row.style }),
    ...(row.prompt === null ? {} : { prompt: row.prompt }),
    ...(row.action === null ? {} : { action: row.action }),
    ...(row.element === null ? {} : { element: row.element }),
  }
}
