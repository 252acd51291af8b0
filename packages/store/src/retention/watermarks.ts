import type { Client } from '@libsql/client'
import { LIMITS } from '@son1k/contract/limits'
import { TIERS } from '../rollups/define.js'
import { DAY_MS, startOfLocalDay } from '../time/local-days.js'
import { createCalendar } from '../time/local-hour.js'

/** Until when raw events and rollups of an app go, in milliseconds UTC; what lies there stays. */
export type Watermarks = { appId: number; rawFrom: number; rollupsFrom: number }

/** How far pruning may go: the watermarks, and by when a raw row below them must have come. */
export type Reach = { apps: Watermarks[]; receivedBefore: number }

/** `retentionDays`: of apps that have none of their own; 0 keeps all for ever. `now`: the server's clock, in milliseconds UTC. */
export type Retention = { retentionDays: number; now: number }

/**
 * A raw row stays for at least so long after it came, whatever its day: the parts of one import that is older than the
 * watermark find each other's sessions and generations, and an event that is sent again finds itself.
 */
export const RAW_ROWS_STAY_MS = LIMITS.eventAgeMs + DAY_MS
/** The longest window that can be asked about ends today. */
const ROLLUPS_STAY_MS = LIMITS.rangeMonths * 31 * DAY_MS

/**
 * Finds where the watermarks have to be. Days are counted back from the newest event that came, at most: a clock that is
 * wrong by years takes nothing away that is younger than that.
 * @returns only apps of which something may go
 */
export async function reachOf(client: Client, { retentionDays, now }: Retention): Promise<Reach> {
  const newest = await newestEventAt(client)
  if (newest === null) return { apps: [], receivedBefore: 0 }
  const today = Math.min(now, newest)
  const { rows } = await client.execute({
    sql: `SELECT * FROM (SELECT id, time_zone, raw_from, rollups_from, coalesce(retention_days, ?) AS days FROM app)
          WHERE days > 0 ORDER BY id`,
    args: [retentionDays],
  })
  const apps: Watermarks[] = []
  for (const row of rows) {
    const appId = Number(row.id)
    const zone = String(row.time_zone)
    const day = startOfLocalDay(zone, today - Number(row.days) * DAY_MS)
    const rawFrom = Math.max(Number(row.raw_from), await startOfDay(client, appId, day))
    // What has raw events can be made anew from them, so that it stays as long as they do.
    const month = createCalendar(zone)(Math.min(today - ROLLUPS_STAY_MS, rawFrom)).month.from
    const oldest = await startOfBucket(client, { appId, tier: TIERS.month, at: month })
    apps.push({ appId, rawFrom, rollupsFrom: Math.max(Number(row.rollups_from), oldest) })
  }
  return { apps, receivedBefore: today - RAW_ROWS_STAY_MS }
}

/** Moves the watermarks forward, all at once: from then on nobody reads what lies below. */
export async function moveWatermarks(client: Client, apps: Watermarks[]): Promise<void> {
  await client.batch(
    apps.map(({ appId, rawFrom, rollupsFrom }) => ({
      sql: `UPDATE app SET raw_from = max(raw_from, ?), rollups_from = max(rollups_from, ?)
            WHERE id = ? AND (raw_from < ? OR rollups_from < ?)`,
      args: [rawFrom, rollupsFrom, appId, rawFrom, rollupsFrom],
    })),
    'write',
  )
}

/** When the newest event came, by the server's clock; null where there is none. */
export async function newestEventAt(client: Client): Promise<number | null> {
  const { rows } = await client.execute('SELECT received_at FROM event ORDER BY id DESC LIMIT 1')
  return rows[0] === undefined ? null : Number(rows[0].received_at)
}

/** The start of the stored day around an instant. */
export const startOfDay = (client: Client, appId: number, at: number): Promise<number> =>
  startOfBucket(client, { appId, tier: TIERS.day, at })

type Place = { appId: number; tier: number; at: number }

/** The start of the stored day or month around an instant, which is another zone's where the app has changed it. */
async function startOfBucket(client: Client, { appId, tier, at }: Place): Promise<number> {
  const { rows } = await client.execute({
    sql: `SELECT starts_at, ends_at FROM bucket WHERE app_id = ? AND tier = ? AND starts_at <= ?
          ORDER BY starts_at DESC LIMIT 1`,
    args: [appId, tier, at],
  })
  const [around] = rows
  return around !== undefined && Number(around.ends_at) > at ? Number(around.starts_at) : at
}
