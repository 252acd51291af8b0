import { and, count, eq, gte, isNull, lt, or } from 'drizzle-orm'
import { session } from '../db/schema.js'
import type { Asked, Database } from './question.js'

/** Sessions that are neither ended nor idle past the timeout. */
export const activeSessionsQuery = (database: Database, { appId, now, sessionTimeoutMs }: Asked) =>
  database
    .select({ count: count() })
    .from(session)
    .where(
      and(
        eq(session.appId, appId),
        gte(session.lastAt, now - sessionTimeoutMs),
        or(isNull(session.endedAt), lt(session.endedAt, session.lastAt)),
      ),
    )

export async function activeSessions(database: Database, asked: Asked): Promise<number> {
  const [row] = await activeSessionsQuery(database, asked)
  return row?.count ?? 0
}
