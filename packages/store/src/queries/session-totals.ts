import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { atEdges, inBuckets } from './covered.js'
import type { Database } from './question.js'

/**
 * Sessions started in the window, and how long they last together. A session lasts until its last event, whether that
 * ended it, or the timeout did, or nothing has yet.
 */
export const sessionTotals = (database: Database, cover: Cover) =>
  database.all<{ total: number; durationMs: number }>(sql`
    SELECT coalesce(sum(sessions), 0) AS total, coalesce(sum(session_ms), 0) AS durationMs FROM (
      SELECT sessions, session_ms FROM rollup_total WHERE ${inBuckets(cover)}
      UNION ALL
      SELECT count(*), sum(session.last_at - session.started_at) FROM ${atEdges(cover, 'session', 'started_at')})`)
