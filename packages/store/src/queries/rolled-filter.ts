import { sql } from 'drizzle-orm'
import { isFinished, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS, LABEL_SUMS_OF_GENERATIONS, type SumRow } from './cell.js'
import { generationsAtEdges, listOf } from './covered.js'
import { type DimensionSource, hasSeveralValues, sourceOf } from './dimensions.js'
import { holdsAll, labelsOf } from './filter-sql.js'
import type { NameFilter } from './names.js'
import { type Pieces, pieceRows } from './pieces.js'
import type { Database } from './question.js'

/** Whether the generations that a filter is about can be counted by their labels. */
export const isRolledUp = ({ dimension, op, values }: NameFilter): boolean =>
  op !== 'contains' && sourceOf(dimension).code !== undefined && (values.length === 1 || !hasSeveralValues(dimension))

const wantedKeys = (keys: number[], groups: DimensionSource['groups']) => (groups ? groups.labelsOf(keys) : keys)

/** The statements that read the sums over the generations of which a dimension is one of the values, at each point. */
export const filteredQueries = (database: Database, pieces: Pieces, { dimension, values, folds }: NameFilter) => {
  const { code = 0, keys, groups } = sourceOf(dimension)
  const wanted =
    typeof keys === 'object'
      ? sql`SELECT DISTINCT value AS id FROM ${listOf(wantedKeys(values.map(keys.toKey), groups))}`
      : labelsOf({ code, values, folds })
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
      AND ${holdsAll([{ dimension, op: 'is', values, ...(folds && { folds }) }])} GROUP BY event.hour_id`),
    database.all<{ unlisted: number }>(sql`
      SELECT coalesce(sum(succeeded + failed), 0) AS unlisted FROM rollup_label
      WHERE bucket_id IN ${listOf(pieces.cover.buckets)} AND dimension = ${code} AND label_id = ${OTHER_LABEL}`),
  ] as const
}
