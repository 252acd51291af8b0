import type { Client } from '@libsql/client'
import type { Portion } from '../retention/references.js'
import { isFinished, OTHER_LABEL } from './define.js'
import { noteUses } from './prompt-users.js'

/** How many people have to have used a prompt, as the database has it, and whether they are still to be counted. */
export type PromptCounting = { minUsers: number; isDue: boolean }

/**
 * Sets how many people have to have used a prompt before it is shown. Where that is another number than before, they are
 * counted anew, and until that is done nothing is shown that has not enough of them.
 * @param minUsers undefined: as it was set before
 */
export async function setPromptMinUsers(client: Client, minUsers: number | undefined): Promise<PromptCounting> {
  const { rows } = await client.execute('SELECT prompt_min_users AS stored FROM ingest_cursor')
  const stored = Number(rows[0]?.stored ?? 1)
  // Less than 0: the count of before was cut off.
  const wanted = minUsers ?? Math.abs(stored)
  if (wanted === stored) return { minUsers: wanted, isDue: false }
  const isDue = wanted > 1
  await client.batch(
    ['DELETE FROM prompt_user', { sql: 'UPDATE ingest_cursor SET prompt_min_users = ?', args: [isDue ? -wanted : 1] }],
    'write',
  )
  return { minUsers: wanted, isDue }
}

/** Counts the users of the prompts of some events. */
export async function countPromptUsers(
  client: Client,
  { portion: { after, upto }, minUsers }: { portion: Portion; minUsers: number },
): Promise<void> {
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(json_array(prompt_id, app_id, user_id, at)) AS uses FROM (
            SELECT prompt_id, app_id, user_id, max(at) AS at FROM event
            WHERE id > ? AND id <= ? AND prompt_id > ${OTHER_LABEL} AND ${isFinished} GROUP BY 1, 2, 3)`,
    args: [after, upto],
  })
  await client.batch(noteUses(String(rows[0]?.uses), minUsers), 'write')
}

/** To be called when all events were counted. */
export async function endCountingPromptUsers(client: Client, minUsers: number): Promise<void> {
  await client.execute({ sql: 'UPDATE ingest_cursor SET prompt_min_users = ?', args: [minUsers] })
}
