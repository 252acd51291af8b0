import { type SQL, sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import type { Cover } from '../rollups/cover.js'

/** SQL of a list of numbers. */
export const listOf = (numbers: number[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(numbers)}))`

/** SQL condition: the row of a rollup is of one of the cover's buckets. */
export const inBuckets = ({ buckets }: Cover): SQL => sql`bucket_id IN ${listOf(buckets)}`

/** SQL of the rows of a table of which `time`, a column, lies in the parts of the window that are no whole hours. */
export const atEdges = ({ appId, edges }: Cover, table: string, time: string): SQL =>
  sql`json_each(${JSON.stringify(edges)}) AS edge CROSS JOIN ${sql.raw(table)} ON ${sql.raw(table)}.app_id = ${appId}
    AND ${sql.raw(`${table}.${time}`)} >= edge.value->>'from' AND ${sql.raw(`${table}.${time}`)} < edge.value->>'to'`

/** SQL condition, as text, because it holds numbers only: `event` is a generation in those parts. */
export const generationsAtEdges = ({ appId, edges }: Cover): string => `event.id IN (
  SELECT raw.id FROM json_each('${JSON.stringify(edges)}') AS edge CROSS JOIN event AS raw
  ON raw.app_id = ${appId} AND raw.type = ${TYPE_CODES.generation}
  AND raw.at >= edge.value->>'from' AND raw.at < edge.value->>'to')`

/** The same of `session`: it started in those parts. */
export const sessionsAtEdges = ({ appId, edges }: Cover): string => `session.id IN (
  SELECT begun.id FROM json_each('${JSON.stringify(edges)}') AS edge CROSS JOIN session AS begun
  ON begun.app_id = ${appId} AND begun.started_at >= edge.value->>'from' AND begun.started_at < edge.value->>'to')`
