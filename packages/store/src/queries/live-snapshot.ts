import type { LiveSnapshot } from '@son1k/contract'
import { and, count, eq, gte, inArray, sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { event, session } from '../db/schema.js'
import { startOfLocalDay } from '../time/local-days.js'
import { activeSessionsQuery } from './active-sessions.js'
import { type Asked, appOf, type Database } from './question.js'
import { recentEvent, recentEventsQuery } from './recent-events.js'

/** What is going on now, and since midnight in the app's time zone. */
export async function liveSnapshot(database: Database, asked: Asked): Promise<LiveSnapshot> {
  const { timeZone } = await appOf(database, asked.appId)
  const midnight = startOfLocalDay(timeZone, asked.now)
  const [[active], [events], [sessions], recent] = await database.batch([
    activeSessionsQuery(database, asked),
    eventsSince(database, asked.appId, midnight),
    sessionsSince(database, asked.appId, midnight),
    recentEventsQuery(database, asked.appId),
  ])
  const succeeded = events?.succeeded ?? 0
  const failed = events?.failed ?? 0
  return {
    at: new Date(asked.now).toISOString(),
    activeSessions: active?.count ?? 0,
    today: {
      generations: succeeded + failed,
      succeeded,
      failed,
      sessions: sessions?.count ?? 0,
      events: events?.total ?? 0,
    },
    recentEvents: recent.map(recentEvent),
  }
}

const eventsSince = (database: Database, appId: number, since: number) =>
  database
    .select({
      total: count(),
      succeeded: sql<number>`count(CASE WHEN ${event.outcome} = ${OUTCOME_CODES.succeeded} THEN 1 END)`,
      failed: sql<number>`count(CASE WHEN ${event.outcome} = ${OUTCOME_CODES.failed} THEN 1 END)`,
    })
    .from(event)
    .where(and(eq(event.appId, appId), inArray(event.type, Object.values(TYPE_CODES)), gte(event.at, since)))

const sessionsSince = (database: Database, appId: number, since: number) =>
  database
    .select({ count: count() })
    .from(session)
    .where(and(eq(session.appId, appId), gte(session.startedAt, since)))
