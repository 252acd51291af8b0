import { and, count, countDistinct, eq, gte, lt, sql } from 'drizzle-orm'
import { session } from '../db/schema.js'
import type { Database } from './question.js'
import type { Scope } from './window.js'

/**
 * Sessions started in the window and their users. A session lasts until its last event, whether that ended it, or the
 * timeout did, or nothing has yet.
 */
export const sessionTotals = (database: Database, { appId, from, readTo }: Scope) =>
  database
    .select({
      total: count(),
      uniqueUsers: countDistinct(session.userId),
      averageDurationMs: sql<number | null>`avg(${session.lastAt} - ${session.startedAt})`,
    })
    .from(session)
    .where(and(eq(session.appId, appId), gte(session.startedAt, from), lt(session.startedAt, readTo)))
