import type { Client } from '@libsql/client'
import { DAY_MS } from '../time/local-days.js'
import { type BucketMaker, hourIdAt, QUARTER_MS, type Quarter } from './buckets.js'
import { TIERS } from './define.js'
import { rebuildDay, rebuildMonth } from './rebuild-sql.js'

// A rebuild is many small transactions, between which others commit: what they add to a bucket that is still to come is
// made anew with it, and what they add to one that is done is right.

/** A day, with its hours, or a month. `isFirst`: the day may have generations whose ends lie in days that are gone. */
export type RebuildStep = { bucketId: number; tier: 'day' | 'month'; isFirst: boolean }

/** Whether the rollups are not complete, because an older version wrote the database. */
export async function isRebuildDue(client: Client): Promise<boolean> {
  const { rows } = await client.execute('SELECT rebuild_due FROM ingest_cursor')
  return rows[0]?.rebuild_due === 1
}

/** To be called when all was made anew. */
export async function noteRebuilt(client: Client): Promise<void> {
  await client.execute('UPDATE ingest_cursor SET rebuild_due = 0')
}

/** Rows that are given their hours in one transaction. */
const ROWS_A_STEP = 20_000
const undated = (table: 'event' | 'session', columns: string) =>
  `SELECT ${columns} FROM ${table} WHERE hour_id IS NULL ORDER BY id LIMIT ${ROWS_A_STEP}`

/** Events that no version of this program has given their hour yet. */
export async function countUndated(client: Client): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) AS events FROM event WHERE hour_id IS NULL')
  return Number(rows[0]?.events)
}

/** Gives some events, then the sessions, their hours. Answers how many rows that were: 0 when all have theirs. */
export async function dateRows(client: Client, buckets: BucketMaker): Promise<number> {
  const { rows } = await client.execute(`
    SELECT DISTINCT app_id, CAST(floor(1.0 * at / ${QUARTER_MS}) AS INTEGER) AS quarter
    FROM (${undated('event', 'app_id, at')})`)
  const quarters = rows.map((row): Quarter => [Number(row.app_id), Number(row.quarter)])
  const results = await client.batch(
    [
      ...(await buckets.statementsFor(client, quarters)),
      `UPDATE session SET hour_id = ${hourIdAt('session.app_id', 'session.started_at')}
       WHERE id IN (${undated('session', 'id')}) AND NOT EXISTS (SELECT 1 FROM event WHERE hour_id IS NULL)`,
      `UPDATE event SET hour_id = ${hourIdAt('event.app_id', 'event.at')} WHERE id IN (${undated('event', 'id')})`,
    ],
    'write',
  )
  buckets.remember(quarters)
  return results.slice(-2).reduce((sum, { rowsAffected }) => sum + rowsAffected, 0)
}

/**
 * What there is to be made anew: the days that have their raw events, then the months with such days, which are made of
 * all their days.
 * @param fromDate only the days from then on
 */
export async function rebuildSteps(client: Client, fromDate = ''): Promise<RebuildStep[]> {
  const { rows } = await client.execute({
    sql: `SELECT bucket.id, bucket.tier, raw_from > 0 AND starts_at < raw_from + ${DAY_MS} AS is_first
     FROM bucket LEFT JOIN app ON app.id = bucket.app_id
     WHERE (bucket.tier = ${TIERS.day} AND starts_at >= coalesce(raw_from, 0) AND date >= :fromDate)
       OR (bucket.tier = ${TIERS.month} AND ends_at > coalesce(raw_from, 0) AND EXISTS (
         SELECT 1 FROM bucket AS day WHERE day.app_id = bucket.app_id AND day.tier = ${TIERS.day}
         AND day.starts_at >= bucket.starts_at AND day.starts_at < bucket.ends_at AND day.date >= :fromDate))
     ORDER BY bucket.tier, starts_at`,
    args: { fromDate },
  })
  return rows.map((row) => ({
    bucketId: Number(row.id),
    tier: row.tier === TIERS.day ? 'day' : 'month',
    isFirst: row.is_first === 1,
  }))
}

/** Makes the rollups of a bucket anew, in one transaction. Changes nothing where they were right. */
export async function rebuildBucket(client: Client, step: RebuildStep & { labelsPerDay: number }): Promise<void> {
  await client.batch(step.tier === 'day' ? rebuildDay(step) : rebuildMonth(step.bucketId), 'write')
}
