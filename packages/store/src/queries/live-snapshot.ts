import type { LiveSnapshot } from '@son1k/contract'
import { type AnyColumn, and, eq, gte, sql } from 'drizzle-orm'
import { bucket, rollupTotal } from '../db/schema.js'
import { TIERS } from '../rollups/define.js'
import { startOfLocalDay } from '../time/local-days.js'
import { activeSessionsQuery } from './active-sessions.js'
import { type Asked, appOf, type Database } from './question.js'
import { recentEvent, recentEventsQuery } from './recent-events.js'
import { byMinute, minutesQuery } from './recent-minutes.js'
import type { Steps } from './steps.js'

/** What is going on now, and since midnight in the app's time zone. */
export async function liveSnapshot(database: Database, asked: Asked, steps: Steps): Promise<LiveSnapshot> {
  const { timeZone } = await appOf(database, asked.appId)
  steps.check()
  const midnight = startOfLocalDay(timeZone, asked.now)
  const [[active], [today], recent, minutes] = await database.batch([
    activeSessionsQuery(database, asked),
    totalsSince(database, asked.appId, midnight),
    recentEventsQuery(database, asked.appId),
    minutesQuery(database, asked),
  ])
  const { events = 0, succeeded = 0, failed = 0, sessions = 0 } = today ?? {}
  return {
    at: new Date(asked.now).toISOString(),
    activeSessions: active?.count ?? 0,
    today: {
      generations: succeeded + failed,
      succeeded,
      failed,
      sessions,
      events,
    },
    generationsByMinute: byMinute(minutes, asked.now),
    recentEvents: recent.map(recentEvent),
  }
}

const totalsSince = (database: Database, appId: number, midnight: number) =>
  database
    .select({
      events: sum(rollupTotal.events),
      succeeded: sum(rollupTotal.succeeded),
      failed: sum(rollupTotal.failed),
      sessions: sum(rollupTotal.sessions),
    })
    .from(bucket)
    .innerJoin(rollupTotal, eq(rollupTotal.bucketId, bucket.id))
    .where(and(eq(bucket.appId, appId), eq(bucket.tier, TIERS.day), gte(bucket.startsAt, midnight)))

const sum = (column: AnyColumn) => sql<number>`coalesce(sum(${column}), 0)`
