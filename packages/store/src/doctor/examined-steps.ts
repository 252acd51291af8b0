import type { Client } from '@libsql/client'
import { TIERS } from '../rollups/define.js'
import { type RebuildStep, rebuildSteps } from '../rollups/rebuild.js'

/** A day with its hours, or a month, of which the rollups are compared. */
export type ExaminedStep = RebuildStep & { when: string }

/** What a rebuild would make anew. */
export async function examinedSteps(client: Client): Promise<ExaminedStep[]> {
  const steps = await rebuildSteps(client)
  const { rows } = await client.execute(`
    SELECT bucket.id, coalesce(date, (
      SELECT substr(min(day.date), 1, 7) FROM bucket AS day WHERE day.month_id = bucket.id AND day.tier = ${TIERS.day})) AS date
    FROM bucket WHERE tier IN (${TIERS.day}, ${TIERS.month})`)
  const dates = new Map(rows.map((row) => [Number(row.id), String(row.date)]))
  return steps.map((step) => ({ ...step, when: dates.get(step.bucketId) ?? '' }))
}
