import type { BreakdownMetric, Dimension } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { NameTable } from '../music/name-table.js'
import { isFinished, LABEL_COLUMNS, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS, LABEL_SUMS_OF_GENERATIONS, type SumRow } from './cell.js'
import { generationsAtEdges, listOf } from './covered.js'
import { hasSeveralValues, rowsOf, sourceOf } from './dimensions.js'
import { valuesSql } from './label-values.js'
import { LABEL_METRICS } from './metrics.js'
import { type Pieces, pieceRows } from './pieces.js'
import type { Database } from './question.js'

/** The values that are told apart: the first of them by a metric. */
export type Split = {
  dimension: Dimension
  metric: BreakdownMetric
  limit: number
  search?: string | undefined
  names?: NameTable | undefined
}

/**
 * `top`: a value that is among the first. `cell`: its sums at a point; `edge`: in an hour that is read from raw rows.
 * `known`: over all generations of which the value is known; `found` is the number of values, `unlisted` how many of the
 * generations found no room among the labels of their day.
 */
export type LabelRow = SumRow & {
  part: 'top' | 'cell' | 'edge' | 'known'
  key: number
  value: string | null
  point: number
  hourId: number
  found: number
  unlisted: number
}

const COLUMNS = LABEL_COLUMNS.join(', ')
const NOTHING = LABEL_COLUMNS.map((column) => `0 AS ${column}`).join(', ')

/**
 * The statement that reads, of the values of a dimension, those that have most of a metric, at each point. Where values are
 * numbers by a rule, they are few: all are read, and put in order later.
 */
export const labelsQuery = (database: Database, pieces: Pieces, { dimension, metric, limit, search, names }: Split) => {
  const { code = 0, keys } = sourceOf(dimension)
  const areTexts = typeof keys !== 'object'
  const columns = sql.raw(COLUMNS)
  const { values, ofRanked } = valuesSql(dimension, { appId: pieces.cover.appId, names, search })
  return database.all<LabelRow>(sql`
    WITH piece AS MATERIALIZED (${pieceRows(pieces)}),
    part AS MATERIALIZED (SELECT value AS id FROM ${listOf(pieces.cover.buckets)}),
    edge AS MATERIALIZED (${sql.raw(labelsAtEdges(pieces, dimension))}),
    counted AS MATERIALIZED (
      SELECT label_id, ${sql.raw(LABEL_SUMS)} FROM (
        SELECT stored.label_id, ${columns} FROM part
        CROSS JOIN rollup_label AS stored ON stored.bucket_id = part.id AND stored.dimension = ${code}
        UNION ALL SELECT label_id, ${columns} FROM edge)
      GROUP BY label_id),
    ${values},
    ranked AS MATERIALIZED (
      SELECT "key", value FROM found
      ORDER BY ${sql.raw(LABEL_METRICS[metric])} DESC NULLS LAST, succeeded + failed DESC, value LIMIT ${areTexts ? limit : -1}),
    listed AS MATERIALIZED (${ofRanked}),
    cell AS (
      SELECT listed."key", piece.point, ${sql.raw(LABEL_SUMS)} FROM listed CROSS JOIN piece
      CROSS JOIN rollup_label AS stored
        ON stored.bucket_id = piece.id AND stored.dimension = ${code} AND stored.label_id = listed.label_id
      GROUP BY listed."key", piece.point)
    ${rowsOfPart('top', { key: '"key"', value: 'value' })} FROM ranked
    UNION ALL ${rowsOfPart('cell', { key: '"key"', point: 'point' }, COLUMNS)} FROM cell
    UNION ALL ${rowsOfPart('edge', { key: 'listed."key"', hourId: 'hour_id' }, COLUMNS)}
      FROM edge JOIN listed ON listed.label_id = edge.label_id
    UNION ALL ${rowsOfPart('known', { found: '(SELECT count(*) FROM found)', unlisted: UNLISTED }, LABEL_SUMS)} FROM counted`)
}

const UNLISTED = `(SELECT coalesce(sum(succeeded + failed), 0) FROM counted WHERE label_id = ${OTHER_LABEL})`

type Fields = Partial<Record<'key' | 'value' | 'point' | 'hourId' | 'found' | 'unlisted', string>>

/** SQL that selects the columns of a `LabelRow`; what is not given is 0. */
function rowsOfPart(part: LabelRow['part'], fields: Fields, sums = NOTHING): SQL {
  const names = ['key', 'value', 'point', 'hourId', 'found', 'unlisted'] as const
  const given = names.map((name) => `${fields[name] ?? '0'} AS "${name}"`).join(', ')
  return sql.raw(`SELECT '${part}' AS part, ${given}, ${sums}`)
}

function labelsAtEdges({ cover }: Pieces, dimension: Dimension): string {
  const source = hasSeveralValues(dimension)
    ? { key: 'named.id', rows: `${rowsOf(dimension)} JOIN label AS named ON named.value = entry.value` }
    : { key: sourceOf(dimension).key, rows: rowsOf(dimension) }
  return `
    SELECT event.hour_id, ${source.key} AS label_id, ${LABEL_SUMS_OF_GENERATIONS} FROM ${source.rows}
    WHERE ${generationsAtEdges(cover)} AND ${isFinished} AND ${source.key} IS NOT NULL GROUP BY 1, 2`
}
