import { sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import type { Cover } from '../rollups/cover.js'
import { HOUR_MS } from '../time/local-days.js'
import { atEdges, inBuckets } from './covered.js'
import { holdsAll } from './filter-sql.js'
import type { NameFilter } from './names.js'
import type { Database } from './question.js'
import type { Span } from './walk.js'

/**
 * Generations that were started in the window, at least an hour before `now`, and did not end within an hour. One that
 * was said to be abandoned, at whatever time, is counted there.
 */
export const abandonedStarts = (database: Database, cover: Cover, now: number) => {
  const { appId, span } = cover
  const isOld = sql`open_start.at <= ${now - HOUR_MS}`
  const inWindow = sql`open_start.app_id = ${appId} AND open_start.at >= ${span.from} AND open_start.at < ${span.to}`
  const counted = sql`(SELECT coalesce(sum(open_starts), 0) FROM rollup_total WHERE ${inBuckets(cover)})
    + (SELECT count(*) FROM ${atEdges(cover, 'open_start', 'at')})`
  const young = sql`(SELECT count(*) FROM open_start WHERE ${inWindow} AND open_start.at > ${now - HOUR_MS})`
  const repeated = sql`(
    SELECT count(*) FROM open_start WHERE ${inWindow} AND ${isOld} AND open_start.is_repeat = 1 AND EXISTS (
      SELECT 1 FROM open_start AS earlier
      WHERE earlier.app_id = open_start.app_id AND earlier.generation_id = open_start.generation_id
        AND earlier.at >= ${span.from} AND earlier.at < open_start.at))`
  return database.all<{ count: number }>(sql`SELECT ${counted} - ${young} - ${repeated} AS count`)
}

type Filtered = { appId: number; span: Span; filters: NameFilter[]; now: number }

/** The same of a span, of those that filters let through. */
export async function abandonedStartsOf(database: Database, { appId, span, filters, now }: Filtered): Promise<number> {
  const rows = await database.all<{ count: number }>(sql`
    SELECT count(DISTINCT open_start.generation_id) AS count FROM open_start CROSS JOIN event
    ON event.app_id = open_start.app_id AND event.type = ${TYPE_CODES['generation.start']} AND event.at = open_start.at
      AND event.generation_id = open_start.generation_id
    WHERE open_start.app_id = ${appId} AND open_start.at >= ${span.from} AND open_start.at < ${span.to}
      AND open_start.at <= ${now - HOUR_MS} AND ${holdsAll(filters)}`)
  return rows[0]?.count ?? 0
}
