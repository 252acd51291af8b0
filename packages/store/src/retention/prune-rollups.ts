import type { Client } from '@libsql/client'
import { TIERS } from '../rollups/define.js'
import type { Amount } from './slice.js'
import type { Watermarks } from './watermarks.js'

/** What goes, in this order: each of them step by step until a step finds nothing. */
export const ROLLUP_PARTS = ['labels', 'latencies', 'userDays', 'openStarts', 'totals', 'buckets'] as const
type RollupPart = (typeof ROLLUP_PARTS)[number]

const EVERY_TIER = Object.values(TIERS).join(', ')
const deleteSome = (table: string, key: string, from: string) => (rows: number) =>
  `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${from} LIMIT ${rows})`

const OLD = `SELECT id FROM bucket WHERE app_id = :appId AND tier IN (${EVERY_TIER}) AND starts_at < :rollupsFrom`
const ofOld = (table: string, owner: string) => `(${OLD}) AS old CROSS JOIN ${table} ON ${table}.${owner} = old.id`

// The newest bucket stays even if it is old, with its day and month: the next one must not get the number of one that is
// remembered. Hours go before their days, and those before their months.
const NEWEST = `
  SELECT entry.value FROM bucket AS newest, json_each(json_array(newest.id, newest.day_id, newest.month_id)) AS entry
  WHERE newest.id = (SELECT max(id) FROM bucket) AND entry.value IS NOT NULL`
/** What an import has just added stays until the next run. */
const IS_EMPTY = [
  ...['rollup_total', 'rollup_label', 'rollup_latency'].map((table) => `${table} WHERE bucket_id = bucket.id`),
  'user_day WHERE day_id = bucket.id',
  'open_start WHERE open_start.app_id = bucket.app_id AND at >= bucket.starts_at AND at < bucket.ends_at',
].map((rows) => `NOT EXISTS (SELECT 1 FROM ${rows})`)
const someBuckets = (rows: number) => `
  ${OLD} AND id NOT IN (${NEWEST}) AND ${IS_EMPTY.join(' AND ')} ORDER BY tier, starts_at LIMIT ${rows}`

// A limit is written out: a remote database takes a number that is bound for one with a fraction.
const STATEMENTS: Record<RollupPart, (rows: number) => string> = {
  labels: deleteSome('rollup_label', 'bucket_id, dimension, label_id', ofOld('rollup_label', 'bucket_id')),
  latencies: deleteSome('rollup_latency', 'bucket_id, kind, bin', ofOld('rollup_latency', 'bucket_id')),
  userDays: deleteSome('user_day', 'day_id, user_id', ofOld('user_day', 'day_id')),
  openStarts: deleteSome(
    'open_start',
    'app_id, generation_id, at',
    'open_start WHERE app_id = :appId AND at < :rollupsFrom',
  ),
  totals: deleteSome('rollup_total', 'bucket_id', ofOld('rollup_total', 'bucket_id')),
  buckets: (rows) => `DELETE FROM bucket WHERE id IN (${someBuckets(rows)})`,
}

export type RollupSlice = Watermarks & Amount & { part: RollupPart }

/** Takes some rows of a part away. Answers how many: 0 when it has none left. */
export async function pruneRollups(client: Client, { part, appId, rollupsFrom, rows }: RollupSlice): Promise<number> {
  const { rowsAffected } = await client.execute({ sql: STATEMENTS[part](rows), args: { appId, rollupsFrom } })
  return rowsAffected
}
