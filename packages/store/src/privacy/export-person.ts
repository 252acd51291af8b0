import type { Client } from '@libsql/client'
import type { PersonSession } from '@son1k/contract'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { eventsByIds } from '../export/event-page.js'
import { userNumber } from '../queries/user-number.js'
import type { StoredEvent } from '../store.js'

/** @throws AnalyticsError `NOT_FOUND` */
export const readPersonNumber = (
  client: Client,
  { appId, userId }: { appId: number; userId: string },
): Promise<number> => userNumber(drizzle(client), appId, userId)

export const readPersonEvents = (client: Client, ids: number[]): Promise<StoredEvent[]> =>
  eventsByIds(drizzle(client), ids)

export async function readPersonSessions(client: Client, ids: number[]): Promise<PersonSession[]> {
  const { rows } = await client.execute({
    sql: `SELECT lower(hex(uuid)) AS uuid, started_at, last_at, ended_at, page_views, label.value AS context
          FROM session LEFT JOIN label ON label.id = context_id
          WHERE session.id IN (SELECT value FROM json_each(?)) ORDER BY started_at, session.id`,
    args: [JSON.stringify(ids)],
  })
  const iso = (at: unknown) => new Date(Number(at)).toISOString()
  return rows.map((row) => ({
    sessionId: String(row.uuid).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    startedAt: iso(row.started_at),
    lastAt: iso(row.last_at),
    endedAt: row.ended_at === null ? null : iso(row.ended_at),
    pageViews: Number(row.page_views),
    context: row.context === null ? null : String(row.context),
  }))
}
