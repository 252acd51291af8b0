import type { Dimension } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { NameTable } from '../music/name-table.js'
import { LABEL_COLUMNS, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS } from './cell.js'
import { sourceOf } from './dimensions.js'
import { contains } from './filter-sql.js'
import { isShownPrompt } from './shown-prompts.js'

type ValuesSql = {
  /** SQL of the table `found`, perhaps after others: each value's `key`, text and sums. */
  values: SQL
  /** SQL of the labels, each with the `key` of its value, of those that are in `ranked`. */
  ofRanked: SQL
}

type Asked = { appId: number; names: NameTable | undefined; search: string | undefined }

/** How the rows of `counted`, sums by label, become values: a label each, or several that are the same. */
export function valuesSql(dimension: Dimension, { appId, names, search }: Asked): ValuesSql {
  const { code = 0, keys, groups } = sourceOf(dimension)
  const areTexts = typeof keys !== 'object'
  const matches = areTexts && search !== undefined ? contains(sql`label.value`, [search]) : sql`true`
  if (names) return foldedSql({ code, names, matches })
  if (groups) return groupedSql(groups.keyOf('label_id'))
  const isShown = sql.raw(dimension === 'prompt' ? isShownPrompt('counted.label_id', appId) : 'true')
  const value = areTexts
    ? sql`label.value FROM counted LEFT JOIN label ON label.id = counted.label_id`
    : sql`NULL AS value FROM counted`
  return {
    values: sql`found AS MATERIALIZED (
      SELECT counted.label_id AS "key", ${COLUMNS}, ${value} WHERE counted.label_id <> ${OTHER_LABEL} AND ${isShown} AND ${matches})`,
    ofRanked: sql`SELECT "key" AS label_id, "key" FROM ranked`,
  }
}

const COLUMNS = sql.raw(LABEL_COLUMNS.join(', '))

const groupedSql = (key: string): ValuesSql => ({
  values: sql`
    member AS MATERIALIZED (SELECT ${sql.raw(key)} AS "key", counted.* FROM counted WHERE label_id <> ${OTHER_LABEL}),
    found AS MATERIALIZED (SELECT "key", NULL AS value, ${sql.raw(LABEL_SUMS)} FROM member GROUP BY "key")`,
  ofRanked: sql`SELECT label_id, "key" FROM member WHERE "key" IN (SELECT "key" FROM ranked)`,
})

/** A label without a spelling is a value of its own. What is shown is the known form of a name, or the most frequent one. */
const foldedSql = ({ code, names, matches }: { code: number; names: NameTable; matches: SQL }): ValuesSql => ({
  values: sql`
    synonym AS MATERIALIZED (
      SELECT CAST(value->>0 AS INTEGER) AS fold, value->>1 AS means, value->>2 AS shown FROM json_each(${JSON.stringify(names.rows)})),
    member AS MATERIALIZED (
      SELECT coalesce(synonym.means, spelling.fold, -counted.label_id) AS "key", synonym.shown, label.value,
             ${matches} AS is_match, counted.*
      FROM counted LEFT JOIN label ON label.id = counted.label_id
      LEFT JOIN spelling ON spelling.dimension = ${code} AND spelling.label_id = counted.label_id
      LEFT JOIN synonym ON synonym.fold = spelling.fold WHERE counted.label_id <> ${OTHER_LABEL}),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY "key" ORDER BY succeeded + failed DESC, value) AS place FROM member),
    found AS MATERIALIZED (
      SELECT "key", coalesce(max(shown), max(CASE WHEN place = 1 THEN value END)) AS value, ${sql.raw(LABEL_SUMS)}
      FROM placed GROUP BY "key" HAVING max(is_match))`,
  ofRanked: sql`SELECT label_id, "key" FROM member WHERE "key" IN (SELECT "key" FROM ranked)`,
})
