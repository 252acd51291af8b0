import type { Client } from '@libsql/client'
import { idsIn } from '../db/ids-in.js'
import type { Portion } from '../retention/references.js'
import { DIMENSIONS, LABEL_COLUMNS, OTHER_LABEL, TIERS } from '../rollups/define.js'
import { type RebuildStep, rebuildSteps } from '../rollups/rebuild.js'
import { ITEMS } from './erasure-items.js'

const itemsOf = (kind: keyof typeof ITEMS) =>
  `SELECT value FROM erasure_item WHERE audit_id = :auditId AND kind = ${ITEMS[kind]}`

/**
 * What of the sums has to be made anew: days above the watermark, the months that they are in, and the month of the
 * watermark, of which days may have been folded.
 */
export async function stepsOfErasure(
  client: Client,
  { auditId, appId }: { auditId: number; appId: number },
): Promise<RebuildStep[]> {
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(id) AS ids FROM (SELECT value AS id FROM (${itemsOf('day')})
          UNION SELECT month_id FROM bucket WHERE id IN (${itemsOf('day')})
          UNION SELECT bucket.id FROM bucket JOIN app ON app.id = app_id
          WHERE app_id = :appId AND tier = ${TIERS.month} AND starts_at < raw_from AND ends_at > raw_from)`,
    args: { auditId, appId },
  })
  const dirty = new Set(idsIn(rows[0]?.ids))
  return (await rebuildSteps(client)).filter(({ bucketId }) => dirty.has(bucketId))
}

/** Which of the texts that may have been an erased person's alone some events refer to. */
export async function findLabelsInUse(
  client: Client,
  { auditId, portion: { after, upto } }: { auditId: number; portion: Portion },
): Promise<number[]> {
  const used = ['prompt_id', 'error_id', 'error_group_id'].map(
    (column) => `SELECT ${column} FROM event WHERE id > :after AND id <= :upto`,
  )
  const { rows } = await client.execute({
    sql: `SELECT json_group_array(value) AS ids FROM (${itemsOf('label')}) WHERE value IN (${used.join(' UNION ')})`,
    args: { auditId, after, upto },
  })
  return idsIn(rows[0]?.ids)
}

/** Says of texts that they are others' too. */
export async function keepLabels(
  client: Client,
  { auditId, labelIds }: { auditId: number; labelIds: number[] },
): Promise<void> {
  await client.execute({
    sql: `DELETE FROM erasure_item WHERE audit_id = ? AND kind = ${ITEMS.label} AND value IN (SELECT value FROM json_each(?))`,
    args: [auditId, JSON.stringify(labelIds)],
  })
}

const { prompt, error, errorGroup } = DIMENSIONS
/** Above the watermark they are in use, if they are there. */
const IS_SETTLED = `CASE tier WHEN ${TIERS.month} THEN ends_at ELSE starts_at + 1 END <= (SELECT raw_from FROM app WHERE id = :appId)`
const THEIRS = `app_id = :appId AND ${IS_SETTLED} AND bucket.id > :after AND bucket.id <= :upto
  AND dimension IN (${[prompt, error, errorGroup].map(({ code }) => code).join(', ')}) AND label_id IN (${itemsOf('label')})`
const columns = LABEL_COLUMNS.join(', ')

/** Buckets of which the labels are folded in one step. */
const BUCKETS_A_STEP = 500

/**
 * Counts under "other", in some buckets, what was counted under texts that nobody else is known to have used: where raw
 * events are gone, the sums are all that names them. Totals stay as they are.
 * @returns where the next step begins; null at the end
 */
export async function foldLabels(
  client: Client,
  { auditId, appId, after }: { auditId: number; appId: number; after: number },
): Promise<number | null> {
  const upto = after + BUCKETS_A_STEP
  const args = { auditId, appId, after, upto }
  const [last] = await client.batch(
    [
      'SELECT max(id) AS last FROM bucket',
      {
        sql: `INSERT INTO rollup_label (bucket_id, dimension, label_id, ${columns})
              SELECT bucket_id, dimension, ${OTHER_LABEL}, ${LABEL_COLUMNS.map((column) => `sum(${column})`).join(', ')}
              FROM bucket CROSS JOIN rollup_label ON bucket_id = bucket.id WHERE ${THEIRS} GROUP BY bucket_id, dimension
              ON CONFLICT DO UPDATE SET ${LABEL_COLUMNS.map((column) => `${column} = rollup_label.${column} + excluded.${column}`).join(', ')}`,
        args,
      },
      // What is remembered of a day names them.
      {
        sql: `UPDATE bucket SET user_version = user_version + 1 WHERE id IN (
                SELECT bucket.id FROM bucket CROSS JOIN rollup_label ON bucket_id = bucket.id WHERE ${THEIRS})`,
        args,
      },
      {
        sql: `DELETE FROM rollup_label WHERE (bucket_id, dimension, label_id) IN (
                SELECT bucket_id, dimension, label_id FROM bucket CROSS JOIN rollup_label ON bucket_id = bucket.id WHERE ${THEIRS})`,
        args,
      },
    ],
    'write',
  )
  return upto >= Number(last?.rows[0]?.last ?? 0) ? null : upto
}

/** Pages that the full-text index writes in one step. */
const PAGES_A_STEP = 200

/**
 * Rewrites some of the full-text index, so that words of what was taken out of it don't stay in its pages.
 * @returns whether there is more
 */
export async function mergeSearch(client: Client, isFirst: boolean): Promise<boolean> {
  const changes = 'SELECT total_changes() AS changes'
  const results = await client.batch(
    [
      changes,
      `INSERT INTO prompt_search (prompt_search, rank) VALUES ('merge', ${isFirst ? -PAGES_A_STEP : PAGES_A_STEP})`,
      changes,
    ],
    'write',
  )
  const [before, , after] = results.map(({ rows }) => Number(rows[0]?.changes))
  return (after ?? 0) - (before ?? 0) >= 2
}
