import type { Client, InStatement, Transaction } from '@libsql/client'
import { SUM_TABLES, TIERS } from '../rollups/define.js'
import { rebuildDay, rebuildMonth } from '../rollups/rebuild-sql.js'
import type { ExaminedStep } from './examined-steps.js'
import type { Finding } from './finding.js'

// A rebuild that changes nothing. A name without a schema means a temporary table before one of the file: where a
// connection has temporary tables of the rollups' names, the very statements of a rebuild read the raw rows of the file
// and write what the rollups should be beside it. No lock is needed, so a server may go on meanwhile.

const KEYS = {
  rollup_total: 'bucket_id',
  rollup_latency: 'bucket_id, kind, bin',
  rollup_label: 'bucket_id, dimension, label_id',
  user_day: 'day_id, user_id',
  open_start: 'app_id, generation_id, at',
} as const
type RollupTable = keyof typeof KEYS
const TABLES = Object.keys(KEYS).filter((name): name is RollupTable => name in KEYS)

/** Compares the rollups of a day and its hours, or of a month, with what a rebuild would make of them. */
export async function compareRollups(
  client: Client,
  step: ExaminedStep & { labelsPerDay: number },
): Promise<Finding[]> {
  const { bucketId, tier, when } = step
  // One view of the file, whatever is committed meanwhile; rolled back, the tables are gone again.
  const view = await client.transaction('deferred')
  try {
    await makeTables(view)
    await view.batch(tier === 'day' ? layOutDay(bucketId) : layOutMonth(bucketId))
    await view.batch(tier === 'day' ? rebuildDay(step).filter(isOfRollups) : rebuildMonth(bucketId))
    const findings: Finding[] = []
    for (const table of tier === 'day' ? TABLES : SUM_TABLES) {
      const count = await differences(view, table, tier === 'day' ? IS_LAID_OUT[table] : `bucket_id = ${bucketId}`)
      if (count > 0)
        findings.push({
          table,
          days: [when, when],
          count,
          what: 'rows that are not what the events say',
          remedy: 'rebuild',
        })
    }
    return findings
  } finally {
    await view.rollback()
  }
}

/** The temporary tables, like those of the file. */
async function makeTables(view: Transaction): Promise<void> {
  const names = ['bucket', ...TABLES].map((name) => `'${name}'`).join(', ')
  const { rows } = await view.execute(`SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name IN (${names})`)
  await view.batch(rows.map((row) => String(row.sql).replace(/^CREATE TABLE/, 'CREATE TEMP TABLE')))
}

/** A rebuild also completes the dictionary and marks what was kept: both belong to the raw rows, and are examined with them. */
const isOfRollups = (statement: InStatement) =>
  !/^\s*(INSERT INTO label|UPDATE event)\b/.test(typeof statement === 'string' ? statement : statement.sql)

const layOutDay = (dayId: number) => [
  `INSERT INTO temp.bucket SELECT * FROM main.bucket
   WHERE id = ${dayId} OR id IN (${hoursOf(dayId)})`,
  // Whether a start is a repetition depends on the days before.
  `INSERT INTO temp.open_start SELECT * FROM main.open_start WHERE (app_id, generation_id) IN (
     SELECT app_id, generation_id FROM main.open_start WHERE hour_id IN (SELECT id FROM temp.bucket))`,
]

const hoursOf = (dayId: number) => `
  SELECT hour.id FROM main.bucket AS day JOIN main.bucket AS hour
  ON hour.app_id = day.app_id AND hour.tier = ${TIERS.hour} AND hour.starts_at >= day.starts_at
  AND hour.starts_at < day.ends_at AND hour.day_id = day.id WHERE day.id = ${dayId}`

const layOutMonth = (monthId: number) => [
  `INSERT INTO temp.bucket SELECT * FROM main.bucket WHERE id = ${monthId}
   OR (tier = ${TIERS.day} AND month_id = ${monthId})`,
  ...SUM_TABLES.map(
    (table) => `INSERT INTO temp.${table} SELECT * FROM main.${table}
      WHERE bucket_id IN (SELECT id FROM temp.bucket WHERE tier = ${TIERS.day})`,
  ),
]

const ofBucket = 'bucket_id IN (SELECT id FROM temp.bucket)'
const IS_LAID_OUT = {
  rollup_total: ofBucket,
  rollup_latency: ofBucket,
  rollup_label: ofBucket,
  user_day: 'day_id IN (SELECT id FROM temp.bucket)',
  open_start: 'hour_id IN (SELECT id FROM temp.bucket)',
} satisfies Record<RollupTable, string>

/** Rows that only one of the two has, or that are not the same in both, each counted once. */
async function differences(view: Transaction, table: RollupTable, condition: string): Promise<number> {
  const rowsOf = (schema: string) => `SELECT * FROM ${schema}.${table} WHERE ${condition}`
  const { rows } = await view.execute(`
    WITH lacking AS (${rowsOf('temp')} EXCEPT ${rowsOf('main')}), wrong AS (${rowsOf('main')} EXCEPT ${rowsOf('temp')})
    SELECT count(*) AS count FROM (SELECT ${KEYS[table]} FROM lacking UNION SELECT ${KEYS[table]} FROM wrong)`)
  return Number(rows[0]?.count)
}
