import type { Client } from '@libsql/client'
import { TYPE_CODES } from '../db/codes.js'
import { idsIn } from '../db/ids-in.js'
import { IMPORT_AGENT } from '../ingest/import-agent.js'
import { type Amount, endOfSlice, type Slice } from './slice.js'

/** Events of a type; those that came before `receivedBefore` go. */
export type EventSlice = Slice & { type: number; receivedBefore: number }
/** How far a step came, and how many rows it was about. */
export type Pruned = { upto: number; rows: number }
/** And the buckets of the days of those rows. */
export type PrunedEvents = Pruned & { dayIds: number[] }

const OF_SLICE = 'app_id = ? AND type = ? AND at >= ? AND at < ? AND received_at < ?'

/** Takes some raw events away. The ids of those that were imported are remembered. */
export async function pruneEvents(client: Client, slice: EventSlice & Amount): Promise<PrunedEvents> {
  const { appId, type, from, receivedBefore } = slice
  const upto = await endOfEvents(client, slice)
  const args = [appId, type, from, upto, receivedBefore]
  const [days, , , deleted] = await client.batch(
    [
      { sql: daysOf(OF_SLICE), args },
      {
        sql: `INSERT INTO imported_event (app_id, uuid) SELECT app_id, uuid FROM event
              WHERE ${OF_SLICE} AND agent_id = (SELECT id FROM agent WHERE value = ?) ON CONFLICT DO NOTHING`,
        args: [...args, IMPORT_AGENT],
      },
      {
        sql: `UPDATE app SET event_count = event_count - gone.events
              FROM (SELECT count(*) AS events FROM event WHERE ${OF_SLICE}) AS gone WHERE gone.events > 0 AND app.id = ?`,
        args: [...args, appId],
      },
      { sql: `DELETE FROM event WHERE ${OF_SLICE}`, args },
    ],
    'write',
  )
  return { upto, rows: deleted?.rowsAffected ?? 0, dayIds: idsIn(days?.rows[0]?.ids) }
}

const daysOf = (events: string) => `
  SELECT json_group_array(DISTINCT day_id) AS ids
  FROM (SELECT DISTINCT hour_id FROM event WHERE ${events}) JOIN bucket ON bucket.id = hour_id`

/** Where the next events of a type end. */
export const endOfEvents = (client: Client, slice: EventSlice & Amount): Promise<number> =>
  endOfSlice(client, slice, { table: 'event', column: 'at', condition: `type = ${slice.type}` })

const EVERY_TYPE = Object.values(TYPE_CODES).join(', ')

/**
 * Takes sessions away of which no event is left. Their events are looked for where they can be, between start and end:
 * below the watermark hardly any are left then.
 */
export async function pruneSessions(client: Client, slice: Slice & Amount): Promise<Pruned> {
  const upto = await endOfSessions(client, slice)
  const { rowsAffected } = await client.execute({
    sql: `DELETE FROM session WHERE app_id = ? AND last_at >= ? AND last_at < ? AND NOT EXISTS (
            SELECT 1 FROM event WHERE event.app_id = session.app_id AND event.type IN (${EVERY_TYPE})
            AND event.at >= session.started_at AND event.at <= session.last_at AND event.session_id = session.id)`,
    args: [slice.appId, slice.from, upto],
  })
  return { upto, rows: rowsAffected }
}

/** Where the next sessions end, in the order of their last activity. */
export const endOfSessions = (client: Client, slice: Slice & Amount): Promise<number> =>
  endOfSlice(client, slice, { table: 'session', column: 'last_at' })
