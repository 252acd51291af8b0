import type { Client } from '@libsql/client'
import { SUM_TABLES, TIERS } from './define.js'
import { groupErrors } from './error-groups.js'
import { markKeeps } from './keeps.js'

// What a rebuild puts right beside the rollups themselves: what holds them together.

/** Rows that are looked at in one transaction. */
const ROWS_A_STEP = 50_000

/**
 * Marks the keeps among some events, groups the errors, and takes the events, and at the end the sessions, out of hours that they don't lie
 * in, as far as hours are kept: `dateRows` gives them theirs.
 */
export async function mendRows(client: Client, afterId: number): Promise<{ lastId: number | null }> {
  const { rows } = await client.execute({
    sql: 'SELECT max(id) AS last FROM (SELECT id FROM event WHERE id > ? ORDER BY id LIMIT ?)',
    args: [afterId, ROWS_A_STEP],
  })
  const last = rows[0]?.last
  if (last === null || last === undefined) {
    await client.execute(undate('session', 'session.started_at'))
    return { lastId: null }
  }
  const events = `event.id > ${afterId} AND event.id <= ${last}`
  const undated = `${undate('event', 'event.at')} AND ${events}`
  await client.batch([undated, markKeeps(events), ...(await groupErrors(client, events))], 'write')
  return { lastId: Number(last) }
}

const undate = (table: string, at: string) => `
UPDATE ${table} SET hour_id = NULL WHERE hour_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM bucket AS hour WHERE hour.id = ${table}.hour_id AND hour.tier = ${TIERS.hour}
  AND hour.app_id = ${table}.app_id AND ${at} >= hour.starts_at AND ${at} < hour.ends_at)
AND ${at} >= coalesce((SELECT rollups_from FROM app WHERE app.id = ${table}.app_id), 0)`

/** Forgets rollups of buckets that are not there, and counts the events anew. */
export async function forgetLost(client: Client): Promise<void> {
  await client.batch(
    [
      ...SUM_TABLES.map((table) => `DELETE FROM ${table} WHERE bucket_id NOT IN (SELECT id FROM bucket)`),
      `DELETE FROM user_day WHERE day_id NOT IN (SELECT id FROM bucket WHERE tier = ${TIERS.day})`,
      `DELETE FROM open_start WHERE hour_id NOT IN (SELECT id FROM bucket WHERE tier = ${TIERS.hour})`,
      'UPDATE app SET event_count = (SELECT count(*) FROM event WHERE app_id = app.id)',
    ],
    'write',
  )
}
