import type { Client } from '@libsql/client'
import { TYPE_CODES } from '../db/codes.js'
import { idsIn } from '../db/ids-in.js'
import { DIMENSIONS, LABEL_COLUMNS, OTHER_LABEL, TIERS } from '../rollups/define.js'
import { isKnownPrompt } from '../rollups/prompt-users.js'
import { endOfEvents } from './prune-raw.js'
import type { Amount, Slice } from './slice.js'

// What a prompt was is forgotten before the rest of its event: raw rows then say only that there was one, by the label of
// "other", and so do the sums, by whole local days. A rebuild finds in the raw rows what the sums say.

/** The types of events that have a prompt. */
export const PROMPTED_TYPES = [TYPE_CODES['generation.start'], TYPE_CODES.generation]

/** Rows that are looked at in one step. */
const ROWS_A_LOOK = 20_000

/** The next events of a type of which the prompt is told still. */
export async function findPrompted(
  client: Client,
  { type, ...slice }: Slice & { type: number },
): Promise<{ upto: number; ids: number[] }> {
  const upto = await endOfEvents(client, { ...slice, type, receivedBefore: 0, rows: ROWS_A_LOOK })
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(id) AS ids FROM event
          WHERE app_id = ? AND type = ? AND at >= ? AND at < ? AND prompt_id > ${OTHER_LABEL}`,
    args: [slice.appId, type, slice.from, upto],
  })
  return { upto, ids: idsIn(rows[0]?.ids) }
}

/** Forgets the prompts of some events. */
export async function forgetPrompts(client: Client, ids: number[]): Promise<void> {
  await client.execute({
    sql: `UPDATE event SET prompt_id = ${OTHER_LABEL} WHERE id IN (SELECT value FROM json_each(?)) AND prompt_id IS NOT NULL`,
    args: [JSON.stringify(ids)],
  })
}

const { code } = DIMENSIONS.prompt
/** Which prompts go: all, or those that are not shown because too few people have used them. */
const GOING = {
  all: 'true',
  rare: `NOT ${isKnownPrompt('rollup_label.label_id', ':appId')}`,
} as const
type Going = keyof typeof GOING
const ofDay = (dayId: string, which: Going) =>
  `bucket_id = ${dayId} AND dimension = ${code} AND label_id <> ${OTHER_LABEL} AND ${GOING[which]}`

/** The days of an app before a time, and which of their prompts go. */
export type DaysBefore = { appId: number; before: number; which: Going }

/** The buckets of the days, the oldest first, of which the sums tell prompts. */
export async function promptDays(client: Client, { appId, before, which }: DaysBefore): Promise<number[]> {
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(id) AS ids FROM (
            SELECT id FROM bucket WHERE app_id = :appId AND tier = ${TIERS.day} AND starts_at < :before
            AND EXISTS (SELECT 1 FROM rollup_label WHERE ${ofDay('bucket.id', which)}) ORDER BY starts_at)`,
    args: { appId, before },
  })
  return idsIn(rows[0]?.ids)
}

const columns = LABEL_COLUMNS.join(', ')
const sums = LABEL_COLUMNS.map((column) => `sum(${column})`).join(', ')
const ADD = `ON CONFLICT DO UPDATE SET ${LABEL_COLUMNS.map((column) => `${column} = rollup_label.${column} + excluded.${column}`).join(', ')}`
const IS_TAKEN = `dimension = ${code} AND label_id IN (SELECT value FROM json_each(:ids))`
const MONTH = '(SELECT month_id FROM bucket WHERE id = :dayId)'
const HOURS = `
  SELECT hour.id FROM bucket AS day JOIN bucket AS hour ON hour.app_id = day.app_id AND hour.tier = ${TIERS.hour}
  AND hour.starts_at >= day.starts_at AND hour.starts_at < day.ends_at AND hour.day_id = day.id WHERE day.id = :dayId`
const DAY_AND_HOURS = `SELECT :dayId AS id UNION ALL ${HOURS}`
const other = (bucketId: string, from: string) => `
  INSERT INTO rollup_label (bucket_id, dimension, label_id, ${columns})
  SELECT ${bucketId} AS target, ${code}, ${OTHER_LABEL}, ${sums} FROM ${from} WHERE ${IS_TAKEN} GROUP BY target ${ADD}`

/** Totals stay as they are at each step, and a month is the sum of its days. */
const FOLD = [
  other(MONTH, 'rollup_label CROSS JOIN (SELECT :dayId AS day) ON bucket_id = day'),
  `UPDATE rollup_label SET ${LABEL_COLUMNS.map((column) => `${column} = rollup_label.${column} - gone.${column}`).join(', ')}
   FROM (SELECT label_id AS id, ${columns} FROM rollup_label WHERE bucket_id = :dayId AND ${IS_TAKEN}) AS gone
   WHERE bucket_id = ${MONTH} AND dimension = ${code} AND label_id = gone.id`,
  `DELETE FROM rollup_label WHERE bucket_id = ${MONTH} AND ${IS_TAKEN} AND succeeded = 0 AND failed = 0`,
  other('target.id', `(${DAY_AND_HOURS}) AS target CROSS JOIN rollup_label ON bucket_id = target.id`),
  `DELETE FROM rollup_label WHERE bucket_id IN (SELECT id FROM (${DAY_AND_HOURS})) AND ${IS_TAKEN}`,
]

export type DayFold = Amount & { appId: number; dayId: number; which: Going }

/**
 * Counts some prompts of a day, and of its hours, under "other".
 * @returns how many; 0 when the day has none left
 */
export async function foldPrompts(client: Client, { appId, dayId, which, rows }: DayFold): Promise<number> {
  // A limit is written out: a remote database takes a number that is bound for one with a fraction.
  const found = await client.execute({
    sql: `SELECT json_group_array(label_id) AS ids, :appId AS app
          FROM (SELECT label_id FROM rollup_label WHERE ${ofDay(':dayId', which)} LIMIT ${rows})`,
    args: { appId, dayId },
  })
  const labelIds = idsIn(found.rows[0]?.ids)
  if (labelIds.length === 0) return 0
  const args = { dayId, ids: JSON.stringify(labelIds) }
  await client.batch(
    [
      ...FOLD.map((sql) => ({ sql, args })),
      // What is remembered of the day names them.
      { sql: 'UPDATE bucket SET user_version = user_version + 1 WHERE id = ?', args: [dayId] },
    ],
    'write',
  )
  return labelIds.length
}
