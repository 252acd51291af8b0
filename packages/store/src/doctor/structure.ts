import type { Client } from '@libsql/client'
import { DIMENSIONS, INSTRUMENT, OTHER_LABEL, TIERS } from '../rollups/define.js'
import { FOLDS } from '../spelling/spelled.js'
import type { Finding, Remedy } from './finding.js'

/** `count` is SQL that answers how many rows are wrong. */
type Check = { table: string; count: string; what: string; remedy: Remedy }

const of = (table: string, condition: string) => `SELECT count(*) AS count FROM ${table} WHERE ${condition}`
const bucketIds = (tiers: string) => `(SELECT id FROM bucket WHERE tier IN (${tiers}))`
const ANY_TIER = Object.values(TIERS).join(', ')

const withoutBucket = (table: string, column: string, tiers: string): Check => ({
  table,
  count: of(table, `${column} NOT IN ${bucketIds(tiers)}`),
  what: `rows whose ${column} names no bucket`,
  remedy: 'rebuild',
})

/** A bucket lies in one of the tier above. */
const liesInNone = (column: string, tier: number, tiersBelow: string): Check => ({
  table: 'bucket',
  count: of(
    'bucket',
    `bucket.tier IN (${tiersBelow}) AND NOT EXISTS (
       SELECT 1 FROM bucket AS whole WHERE whole.id = bucket.${column} AND whole.tier = ${tier}
       AND whole.app_id = bucket.app_id AND bucket.starts_at >= whole.starts_at AND bucket.starts_at < whole.ends_at)`,
  ),
  what: `rows whose ${column} names no bucket that they lie in`,
  remedy: 'restore',
})

const { style, mood, scale, prompt, error, errorGroup } = DIMENSIONS
const DICTIONARY = [style, mood, scale, prompt, error, errorGroup, INSTRUMENT].map(({ code }) => code).join(', ')

const PROMPTS = `SELECT label_id FROM spelling WHERE dimension = ${prompt.code}`

const CHECKS: Check[] = [
  {
    table: 'bucket',
    count: `SELECT count(*) AS count FROM (
      SELECT ends_at > lead(starts_at) OVER (PARTITION BY app_id, tier ORDER BY starts_at) AS overlaps FROM bucket)
      WHERE overlaps`,
    what: 'rows of a time that another bucket has too',
    remedy: 'restore',
  },
  liesInNone('day_id', TIERS.day, `${TIERS.hour}`),
  liesInNone('month_id', TIERS.month, `${TIERS.hour}, ${TIERS.day}`),
  withoutBucket('rollup_total', 'bucket_id', ANY_TIER),
  withoutBucket('rollup_latency', 'bucket_id', ANY_TIER),
  withoutBucket('rollup_label', 'bucket_id', ANY_TIER),
  withoutBucket('user_day', 'day_id', `${TIERS.day}`),
  withoutBucket('open_start', 'hour_id', `${TIERS.hour}`),
  {
    table: 'rollup_label',
    count: of(
      'rollup_label',
      `dimension IN (${DICTIONARY}) AND label_id <> ${OTHER_LABEL} AND label_id NOT IN (SELECT id FROM label)`,
    ),
    what: 'rows whose label_id names no label',
    remedy: 'rebuild',
  },
  {
    table: 'spelling',
    count: of('spelling', 'label_id NOT IN (SELECT id FROM label)'),
    what: 'rows whose label_id names no label',
    remedy: 'rebuild',
  },
  {
    table: 'spelling',
    count: of(
      'rollup_label',
      `dimension IN (${[...FOLDS.keys()].join(', ')}) AND label_id <> ${OTHER_LABEL}
       AND bucket_id IN ${bucketIds(`${TIERS.month}`)} AND (SELECT spelling_due FROM ingest_cursor) = 0
       AND (dimension, label_id) NOT IN (SELECT dimension, label_id FROM spelling)`,
    ),
    what: 'labels that are missing',
    remedy: 'rebuild',
  },
  {
    table: 'prompt_search',
    count: of('prompt_search_docsize', `id NOT IN (${PROMPTS})`),
    what: 'entries of prompts that are gone',
    remedy: 'rebuild',
  },
  {
    table: 'prompt_search',
    count: of(
      'spelling',
      `dimension = ${prompt.code} AND label_id NOT IN (SELECT id FROM prompt_search_docsize)
       AND label_id NOT IN (SELECT label_id FROM unsearchable_prompt)`,
    ),
    what: 'prompts that are missing',
    remedy: 'rebuild',
  },
  {
    table: 'app',
    count: 'SELECT count(*) AS count FROM app WHERE event_count <> (SELECT count(*) FROM event WHERE app_id = app.id)',
    what: 'rows whose event_count is not the number of events',
    remedy: 'rebuild',
  },
  // No raw row tells of what was not stored: whether a count is right can't be told.
  {
    table: 'lost_event',
    count: of('lost_event', 'app_id NOT IN (SELECT id FROM app) OR events <= 0'),
    what: 'rows that name no app, or count nothing',
    remedy: 'restore',
  },
  {
    table: 'ingest_cursor',
    count: of('ingest_cursor', 'rebuild_due <> 0'),
    what: 'rebuild that was begun and not ended',
    remedy: 'rebuild',
  },
]

/** How many steps `checkStructure` has. */
export const STRUCTURE_STEPS = CHECKS.length

/** One check of what holds the rollups together, by its number. */
export async function checkStructure(client: Client, step: number): Promise<Finding[]> {
  const check = CHECKS[step]
  if (check === undefined) return []
  const { table, what, remedy } = check
  const { rows } = await client.execute(check.count)
  const count = Number(rows[0]?.count)
  return count === 0 ? [] : [{ table, days: null, count, what, remedy }]
}
