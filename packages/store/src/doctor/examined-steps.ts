import type { Client } from '@libsql/client'
import { TIERS } from '../rollups/define.js'

/** A day with its hours, or a month, of which the rollups are compared. */
export type ExaminedStep = { bucketId: number; tier: 'day' | 'month'; when: string }

/** The days and months that still have all their raw rows: all of them. */
export async function examinedSteps(client: Client): Promise<ExaminedStep[]> {
  const { rows } = await client.execute(`
    SELECT bucket.id, tier, coalesce(date, (
      SELECT substr(min(day.date), 1, 7) FROM bucket AS day WHERE day.month_id = bucket.id AND day.tier = ${TIERS.day})) AS date
    FROM bucket WHERE tier IN (${TIERS.day}, ${TIERS.month}) ORDER BY tier, starts_at`)
  return rows.map((row) => ({
    bucketId: Number(row.id),
    tier: row.tier === TIERS.day ? 'day' : 'month',
    when: String(row.date),
  }))
}
