import type { Filter } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { isFinished, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS, LABEL_SUMS_OF_GENERATIONS, type SumRow } from './cell.js'
import { generationsAtEdges, listOf } from './covered.js'
import { hasSeveralValues, sourceOf } from './dimensions.js'
import { holdsAll } from './filter-sql.js'
import { type Pieces, pieceRows } from './pieces.js'
import type { Database } from './question.js'

/** Whether the generations that a filter is about can be counted by their labels. */
export const isRolledUp = ({ dimension, op, values }: Filter): boolean =>
  op !== 'contains' && sourceOf(dimension).code !== undefined && (values.length === 1 || !hasSeveralValues(dimension))

/** The statements that read the sums over the generations of which a dimension is one of the values, at each point. */
export const filteredQueries = (database: Database, pieces: Pieces, { dimension, values }: Filter) => {
  const { code = 0, keys } = sourceOf(dimension)
  const wanted =
    typeof keys === 'object'
      ? sql`SELECT DISTINCT value AS id FROM ${listOf(values.map(keys.toKey))}`
      : sql`SELECT id FROM label WHERE value IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
  return [
    database.all<SumRow & { point: number }>(sql`
      WITH piece AS MATERIALIZED (${pieceRows(pieces)}), wanted AS MATERIALIZED (${wanted})
      SELECT piece.point, ${sql.raw(LABEL_SUMS)} FROM piece CROSS JOIN wanted
      CROSS JOIN rollup_label AS stored
        ON stored.bucket_id = piece.id AND stored.dimension = ${code} AND stored.label_id = wanted.id
      GROUP BY piece.point`),
    database.all<SumRow & { hourId: number }>(sql`
      SELECT event.hour_id AS hourId, ${sql.raw(LABEL_SUMS_OF_GENERATIONS)} FROM event
      WHERE ${sql.raw(generationsAtEdges(pieces.cover))} AND ${sql.raw(isFinished)}
      AND ${holdsAll([{ dimension, op: 'is', values }])} GROUP BY event.hour_id`),
    database.all<{ unlisted: number }>(sql`
      SELECT coalesce(sum(succeeded + failed), 0) AS unlisted FROM rollup_label
      WHERE bucket_id IN ${listOf(pieces.cover.buckets)} AND dimension = ${code} AND label_id = ${OTHER_LABEL}`),
  ] as const
}
