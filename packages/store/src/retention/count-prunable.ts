import type { Client } from '@libsql/client'
import { idsIn } from '../db/ids-in.js'
import { type EventSlice, endOfEvents, endOfSessions, type Pruned, type PrunedEvents } from './prune-raw.js'
import type { Slice } from './slice.js'

/** Rows that are counted in one statement. */
const ROWS_A_STEP = 20_000

/** The events of a slice that may go, and the buckets of their days. */
export async function countEvents(client: Client, slice: EventSlice): Promise<PrunedEvents> {
  const { appId, type, from, receivedBefore } = slice
  const upto = await endOfEvents(client, { ...slice, rows: ROWS_A_STEP })
  const { rows } = await client.execute({
    sql: `SELECT coalesce(sum(events), 0) AS events, json_group_array(DISTINCT day_id) AS days FROM (
            SELECT hour_id, count(*) AS events FROM event
            WHERE app_id = ? AND type = ? AND at >= ? AND at < ? AND received_at < ? GROUP BY hour_id)
          JOIN bucket ON bucket.id = hour_id`,
    args: [appId, type, from, upto, receivedBefore],
  })
  return { upto, rows: Number(rows[0]?.events), dayIds: idsIn(rows[0]?.days) }
}

/** The sessions of a slice. Those of which an event came of late will stay. */
export async function countSessions(client: Client, slice: Slice): Promise<Pruned> {
  const upto = await endOfSessions(client, { ...slice, rows: ROWS_A_STEP })
  const { rows } = await client.execute({
    sql: 'SELECT count(*) AS sessions FROM session WHERE app_id = ? AND last_at >= ? AND last_at < ?',
    args: [slice.appId, slice.from, upto],
  })
  return { upto, rows: Number(rows[0]?.sessions) }
}
