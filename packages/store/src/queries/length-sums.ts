import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { DIMENSIONS, isFinished, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS, LABEL_SUMS_OF_GENERATIONS } from './cell.js'
import { generationsAtEdges, listOf } from './covered.js'
import type { PromptSums } from './prompt-counts.js'
import type { Database } from './question.js'
import { type OfSums, type Remembering, readSumDays } from './sum-days.js'

/** The shortest prompts of the lengths that are told apart, in characters. */
export const SHORTEST = [0, 20, 40, 80, 160, 320] as const
const LENGTH = sql.raw(
  `CASE ${SHORTEST.slice(1)
    .map((from, index) => `WHEN length(label.value) < ${from} THEN ${index}`)
    .join(' ')} ELSE ${SHORTEST.length - 1} END`,
)
const SUMS = sql.raw(LABEL_SUMS)
const { code, label } = DIMENSIONS.prompt

/** `place` is that of the length in `SHORTEST`. */
export type LengthRow = PromptSums & { place: number }

/** Of the sums of a cover. */
export async function lengthsOfCover(reading: Remembering, cover: Cover): Promise<LengthRow[]> {
  const { database, steps } = reading
  const rows = await lengthsAtEdges(database, cover)
  // A statement for each: a month has many prompts.
  const { days } = await readSumDays(reading, cover, lengthsOfDays(database))
  for (const { part } of days) rows.push(...part)
  for (const bucketId of cover.hours) {
    steps.check()
    rows.push(...(await lengthsIn(database, bucketId)))
  }
  return rows
}

/** The place of the length of each label. */
export const lengthsOfLabels = (database: Database, labels: number[]) =>
  database.all<{ label: number; place: number }>(
    sql`SELECT label.id AS label, ${LENGTH} AS place FROM label WHERE label.id IN ${listOf(labels)}`,
  )

const lengthsOfDays = (database: Database): OfSums<LengthRow[]> => ({
  name: 'lengths of prompts',
  read: (dayId) => lengthsIn(database, dayId),
  sizeOf: (rows) => rows.length * BYTES_OF_ROW,
})

const BYTES_OF_ROW = 100

const lengthsIn = (database: Database, bucketId: number) =>
  database.all<LengthRow>(sql`
    SELECT ${LENGTH} AS place, ${SUMS} FROM rollup_label AS stored CROSS JOIN label ON label.id = stored.label_id
    WHERE stored.bucket_id = ${bucketId} AND stored.dimension = ${code} AND stored.label_id <> ${OTHER_LABEL} GROUP BY 1`)

const lengthsAtEdges = (database: Database, cover: Cover) =>
  database.all<LengthRow>(sql`
    SELECT ${LENGTH} AS place, ${SUMS} FROM (
      SELECT ${sql.raw(label)} AS label_id, ${sql.raw(LABEL_SUMS_OF_GENERATIONS)} FROM event
      WHERE ${sql.raw(generationsAtEdges(cover))} AND ${sql.raw(isFinished)} AND ${sql.raw(label)} IS NOT NULL GROUP BY 1) AS edge
    CROSS JOIN label ON label.id = edge.label_id GROUP BY 1`)
