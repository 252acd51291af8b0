import type { Client } from '@libsql/client'
import { LIMITS } from '@son1k/contract/limits'
import { LOST_CODES } from '../db/codes.js'
import { DAY_MS, localDays } from '../time/local-days.js'
import type { LostRow } from './lost-events.js'

const ADD = `
INSERT INTO lost_event (app_id, date, kind, reason, events)
SELECT value->>0, value->>1, value->>2, value->>3, sum(value->>4) FROM json_each(?) GROUP BY 1, 2, 3, 4
ON CONFLICT DO UPDATE SET events = lost_event.events + excluded.events`
const FORGET = 'DELETE FROM lost_event WHERE app_id = ? AND date < ?'

/** Adds counts to those of their days, and forgets those that are older than sums are kept. All or nothing. */
export async function writeLost(client: Client, rows: LostRow[]): Promise<void> {
  const { rows: apps } = await client.execute('SELECT id, time_zone FROM app')
  const zones = new Map(apps.map(({ id, time_zone: zone }) => [Number(id), String(zone)]))
  const dated = rows.flatMap(({ appId, at, kind, reason, events }) => {
    const zone = zones.get(appId)
    return zone === undefined ? [] : [[appId, dateAt(zone, at), LOST_CODES[kind], reason, events]]
  })
  const newest = Math.max(...rows.map(({ at }) => at))
  const forget = [...zones].map(([appId, zone]) => ({
    sql: FORGET,
    args: [appId, dateAt(zone, newest - LIMITS.rangeMonths * 31 * DAY_MS)],
  }))
  await client.batch([{ sql: ADD, args: [JSON.stringify(dated)] }, ...forget], 'write')
}

const dateAt = (zone: string, at: number) => localDays(zone, at, at + 1)[0]?.date ?? ''
