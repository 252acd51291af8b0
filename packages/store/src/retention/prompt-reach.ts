import type { Client } from '@libsql/client'
import { DAY_MS, startOfLocalDay } from '../time/local-days.js'
import type { DaysBefore } from './fold-prompts.js'
import { newestEventAt, startOfDay, type Watermarks } from './watermarks.js'

/** `promptRetentionDays`: 0 keeps prompts as long as the rest. `apps`: where raw events will be kept from. */
type PromptRetention = { promptRetentionDays: number; now: number; apps: Watermarks[] }

/**
 * Finds of which days prompts go: all of those that are older than prompts are kept, and of days that have no raw events
 * any more those that too few people have used. Days are counted back from the newest event that came, at most.
 */
export async function promptReachOf(
  client: Client,
  { promptRetentionDays, now, apps }: PromptRetention,
): Promise<DaysBefore[]> {
  const newest = await newestEventAt(client)
  if (newest === null) return []
  const { rows } = await client.execute(
    `SELECT app.id, time_zone, raw_from, prompts_from, prompt_min_users <> 1 AS are_rare_hidden
     FROM app, ingest_cursor ORDER BY app.id`,
  )
  const reach: DaysBefore[] = []
  for (const row of rows) {
    const appId = Number(row.id)
    if (promptRetentionDays > 0) {
      const day = startOfLocalDay(String(row.time_zone), Math.min(now, newest) - promptRetentionDays * DAY_MS)
      const before = Math.max(Number(row.prompts_from), await startOfDay(client, appId, day))
      reach.push({ appId, before, which: 'all' })
    }
    const rawFrom = apps.find((app) => app.appId === appId)?.rawFrom ?? 0
    if (row.are_rare_hidden === 1) reach.push({ appId, before: Math.max(Number(row.raw_from), rawFrom), which: 'rare' })
  }
  return reach
}

/** Moves the watermarks of prompts forward: from then on nobody asks for those that lie below. */
export async function movePromptWatermarks(client: Client, reach: DaysBefore[]): Promise<void> {
  const moved = reach.filter(({ which }) => which === 'all')
  if (moved.length === 0) return
  await client.batch(
    moved.map(({ appId, before }) => ({
      sql: 'UPDATE app SET prompts_from = ? WHERE id = ? AND prompts_from < ?',
      args: [before, appId, before],
    })),
    'write',
  )
}

/** Forgets who has used a prompt that is not shown, where the raw events that tell it are gone. Answers how many rows. */
export async function forgetPromptUsers(client: Client, rows: number): Promise<number> {
  const { rowsAffected } = await client.execute(`
    DELETE FROM prompt_user WHERE (label_id, app_id, user_id) IN (
      SELECT label_id, app_id, user_id FROM app CROSS JOIN prompt_user ON app_id = app.id
      AND user_id <> 0 AND last_at < raw_from LIMIT ${rows})`)
  return rowsAffected
}
