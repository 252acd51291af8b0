import { sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import type { Asked, Database } from './question.js'

const MINUTE_MS = 60_000
const MINUTES = 60
/** A snapshot is taken every second: this many are read from their index in some milliseconds. */
const MOST = 20_000

type MinuteRow = { minute: number; count: number }

const minuteOf = (ms: number) => Math.floor(ms / MINUTE_MS)

/** The newest succeeded and failed generations of the last hour, counted by minutes since 1970. The index has all of it. */
export const minutesQuery = (database: Database, { appId, now }: Pick<Asked, 'appId' | 'now'>) =>
  database.all<MinuteRow>(sql`
    SELECT CAST(at / ${MINUTE_MS} AS INTEGER) AS minute, count(*) AS count
    FROM (
      SELECT at FROM event
      WHERE app_id = ${appId} AND type = ${TYPE_CODES.generation}
        AND at >= ${(minuteOf(now) - MINUTES + 1) * MINUTE_MS} AND at <= ${now}
        AND outcome IN (${OUTCOME_CODES.succeeded}, ${OUTCOME_CODES.failed})
      ORDER BY at DESC LIMIT ${MOST}
    )
    GROUP BY minute`)

/** A count for each of the last 60 minutes, the oldest first; null where not all were counted. */
export function byMinute(rows: MinuteRow[], now: number): (number | null)[] {
  const counts = new Map(rows.map(({ minute, count }) => [minute, count]))
  const isFull = rows.reduce((sum, { count }) => sum + count, 0) >= MOST
  const firstWhole = isFull ? Math.min(...counts.keys()) + 1 : 0
  return Array.from({ length: MINUTES }, (_, index) => {
    const minute = minuteOf(now) - MINUTES + 1 + index
    return minute < firstWhole ? null : (counts.get(minute) ?? 0)
  })
}
