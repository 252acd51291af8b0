import { sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import type { Database } from '../queries/question.js'
import type { Scope } from '../queries/window.js'
import { MORE_THAN_A_MONTH_MS } from '../time/local-hour.js'
import { TIERS } from './define.js'

/** Milliseconds UTC; `to` is excluded. */
type Span = { from: number; to: number }

/** What a window consists of. */
export type Cover = {
  appId: number
  /** The whole window; where nothing was stored after its end, that is the end of time. */
  span: Span
  /** Ids of the months, days and hours, as few as can be, that lie in it and in no other of them. */
  buckets: number[]
  /** All days that lie in the window, in months too, in order. */
  days: { id: number; userVersion: number }[]
  /** The hours that lie in the window but in none of its days. */
  hours: number[]
  /** The parts of the window that are no whole hours: at most one at each end. */
  edges: Span[]
  /** The parts of the window that are no whole days. */
  partDays: Span[]
}

type BucketRow = { id: number; tier: number; from: number; to: number; userVersion: number }

const END_OF_TIME = Number.MAX_SAFE_INTEGER

/**
 * Finds the buckets that cover a window. A bucket that has no row has no events, so the gaps between them don't matter:
 * only at the ends of the window raw rows are read, less than an hour's each.
 */
export async function coverOf(database: Database, scope: Scope): Promise<Cover> {
  const [[{ isLast } = { isLast: 0 }], buckets] = await database.batch([
    database.all<{ isLast: number }>(noEventsAfter(scope)),
    database.all<BucketRow>(bucketsAround(scope)),
  ])
  // So that the hour that is running is one bucket, although a part of it is still to come.
  return cover(buckets, { appId: scope.appId, from: scope.from, to: isLast ? END_OF_TIME : scope.readTo })
}

/** Which the raw events tell, as far back as there are any. */
const noEventsAfter = ({ appId, readTo }: Scope) => sql`
  SELECT ${readTo} >= coalesce((SELECT raw_from FROM app WHERE id = ${appId}), 0)
    AND NOT EXISTS (SELECT 1 FROM event WHERE app_id = ${appId}
      AND type IN ${Object.values(TYPE_CODES)} AND at >= ${readTo}) AS isLast`

/** Months and days that meet the window, and the hours of the days that do not lie in it. */
const bucketsAround = ({ appId, from, readTo }: Scope) => sql`
  SELECT id, tier, starts_at AS "from", ends_at AS "to", user_version AS userVersion FROM bucket
  WHERE app_id = ${appId} AND tier IN (${TIERS.day}, ${TIERS.month}) AND ends_at > ${from}
    AND starts_at > ${from - MORE_THAN_A_MONTH_MS} AND starts_at < ${readTo}
  UNION ALL
  SELECT hour.id, hour.tier, hour.starts_at, hour.ends_at, 0 FROM bucket AS day
  JOIN bucket AS hour ON hour.app_id = ${appId} AND hour.tier = ${TIERS.hour}
    AND hour.starts_at >= day.starts_at AND hour.starts_at < day.ends_at
  WHERE day.app_id = ${appId} AND day.tier = ${TIERS.day} AND day.ends_at > ${from}
    AND day.starts_at > ${from - MORE_THAN_A_MONTH_MS} AND day.starts_at < ${readTo}
    AND (day.starts_at < ${from} OR day.ends_at > ${readTo})
  ORDER BY 3`

function cover(rows: BucketRow[], { appId, ...span }: { appId: number } & Span): Cover {
  const isWithin = (row: BucketRow) => row.from >= span.from && row.to <= span.to
  const ofTier = (tier: number) => rows.filter((row) => row.tier === tier)
  const months = ofTier(TIERS.month).filter(isWithin)
  const days = ofTier(TIERS.day).filter(isWithin)
  const hours = ofTier(TIERS.hour).filter((row) => isWithin(row) && !liesInOne(row, days))
  const partHours = ofTier(TIERS.hour).filter((row) => !isWithin(row))
  const partDays = ofTier(TIERS.day).filter((row) => !isWithin(row))
  return {
    appId,
    span,
    buckets: [...months, ...days.filter((day) => !liesInOne(day, months)), ...hours].map(({ id }) => id),
    days: days.map(({ id, userVersion }) => ({ id, userVersion })),
    hours: hours.map(({ id }) => id),
    edges: partsWithin(partHours, span),
    partDays: partsWithin(partDays, span),
  }
}

const liesInOne = (row: Span, others: Span[]) => others.some(({ from, to }) => row.from >= from && row.to <= to)

const partsWithin = (rows: Span[], span: Span) =>
  rows
    .map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter(({ from, to }) => from < to)
