import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { binOfNumber, HISTOGRAMS } from '../rollups/histogram.js'
import { atEdges, inBuckets, listOf } from './covered.js'
import type { HistogramRow } from './histograms.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'

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

type SessionLength = { userId: number; lengthMs: number }
/** How many are looked up at once. */
const SESSIONS_A_STEP = 5_000

/** Those of some sessions that started in a span. */
export async function sessionsAmong(
  database: Database,
  { ids, span }: { ids: number[]; span: Span },
  steps: Steps,
): Promise<SessionLength[]> {
  const found: SessionLength[] = []
  for (let index = 0; index < ids.length; index += SESSIONS_A_STEP) {
    // What was read is to be answered, though the time be up; not to somebody who has gone.
    steps.isTimeUp()
    const rows = await database.all<SessionLength>(sql`
      SELECT user_id AS userId, last_at - started_at AS lengthMs FROM session
      WHERE id IN ${listOf(ids.slice(index, index + SESSIONS_A_STEP))}
      AND started_at >= ${span.from} AND started_at < ${span.to}`)
    for (const row of rows) found.push(row)
  }
  return found
}

/** The rows of the histogram of their lengths, in ascending order. */
export const lengthRows = (sessions: SessionLength[]): HistogramRow[] =>
  sessions
    .map(({ lengthMs }) => ({ kind: HISTOGRAMS.sessionMs, bin: binOfNumber(lengthMs), count: 1 }))
    .toSorted((a, b) => a.bin - b.bin)
