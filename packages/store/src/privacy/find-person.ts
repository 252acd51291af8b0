import type { Client } from '@libsql/client'
import { TYPE_CODES } from '../db/codes.js'
import { idsIn } from '../db/ids-in.js'
import { endOfEvents } from '../retention/prune-raw.js'
import { endOfSlice } from '../retention/slice.js'
import { keepKey } from '../rollups/keeps.js'
import { ITEMS } from './erasure-items.js'

// Nothing is indexed by its person, which would cost every event. What is theirs is found by passing over an index of all,
// in slices of a moment each.

const ROWS_A_LOOK = 20_000
const LAST = Number.MAX_SAFE_INTEGER
/** Earlier than any event. */
export const BEGINNING = Number.MIN_SAFE_INTEGER

/** Where a pass is: from a time on, in milliseconds UTC. `next` is null at its end. */
export type Look = { appId: number; userNumber: number; from: number }
export type Seen = { ids: number[]; next: number | null }

const nextOf = (upto: number) => (upto === LAST ? null : upto)

/** The next events of one type that are a person's. */
export async function findEvents(client: Client, look: Look & { type: number }): Promise<Seen> {
  const { appId, userNumber, from, type } = look
  const slice = { appId, type, from, before: LAST, receivedBefore: LAST, rows: ROWS_A_LOOK }
  const upto = await endOfEvents(client, slice)
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(id) AS ids FROM event WHERE app_id = ? AND type = ? AND at >= ? AND at < ? AND user_id = ?`,
    args: [appId, type, from, upto, userNumber],
  })
  return { ids: idsIn(rows[0]?.ids), next: nextOf(upto) }
}

/** The next sessions that a person began. */
export async function findSessions(client: Client, { appId, userNumber, from }: Look): Promise<Seen> {
  const slice = { appId, from, before: LAST, rows: ROWS_A_LOOK }
  const upto = await endOfSlice(client, slice, { table: 'session', column: 'started_at' })
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(id) AS ids FROM session
          WHERE app_id = ? AND started_at >= ? AND started_at < ? AND user_id = ?`,
    args: [appId, from, upto, userNumber],
  })
  return { ids: idsIn(rows[0]?.ids), next: nextOf(upto) }
}

type StartLook = { appId: number; auditId: number; from: number }

/** The days of the next starts, of anybody, whose generations an erased person had ended. */
export async function findEndedStarts(client: Client, { appId, auditId, from }: StartLook): Promise<Seen> {
  const type = TYPE_CODES['generation.start']
  const slice = { appId, type, from, before: LAST, receivedBefore: LAST, rows: ROWS_A_LOOK }
  const upto = await endOfEvents(client, slice)
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(DISTINCT day_id) AS ids FROM event JOIN bucket ON bucket.id = event.hour_id
          WHERE event.app_id = ? AND type = ? AND at >= ? AND at < ? AND ${keepKey('generation_id')} IN (
            SELECT value FROM erasure_item WHERE audit_id = ? AND kind = ${ITEMS.track})`,
    args: [appId, type, from, upto, auditId],
  })
  return { ids: idsIn(rows[0]?.ids), next: nextOf(upto) }
}

/** A session, and the events that are left of it among those up to `seenEventId`. */
export type SessionLeft = { id: number; eventIds: number[]; seenEventId: number }

/** What is left of the sessions that an erased person had a part in, some of them at a time. */
export async function findSessionsLeft(
  client: Client,
  { auditId, after, limit }: { auditId: number; after: number; limit: number },
): Promise<SessionLeft[]> {
  const { rows } = await client.execute({
    sql: `SELECT session.id, coalesce((SELECT max(id) FROM event), 0) AS seen, (
            SELECT json_group_array(event.id) FROM event WHERE event.app_id = session.app_id
            AND event.type IN (${Object.values(TYPE_CODES).join(', ')}) AND event.at >= session.started_at
            AND event.at <= session.last_at AND event.session_id = session.id) AS ids
          FROM erasure_item CROSS JOIN session ON session.id = erasure_item.value
          WHERE audit_id = ? AND kind = ${ITEMS.session} AND erasure_item.value > ? ORDER BY session.id LIMIT ${limit}`,
    args: [auditId, after],
  })
  return rows.map((row) => ({ id: Number(row.id), seenEventId: Number(row.seen), eventIds: idsIn(row.ids) }))
}
