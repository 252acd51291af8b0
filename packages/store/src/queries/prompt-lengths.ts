import type { PromptLengths, PromptLengthsInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { DIMENSIONS, isFinished, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS, LABEL_SUMS_OF_GENERATIONS } from './cell.js'
import { generationsAtEdges } from './covered.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import type { PromptSums } from './prompt-counts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import { type OfSums, readSumDays } from './sum-days.js'

/** The shortest prompts of the lengths that are told apart, in characters. */
const FROM = [0, 20, 40, 80, 160, 320] as const
const LENGTH = sql.raw(
  `CASE ${FROM.slice(1)
    .map((from, index) => `WHEN length(label.value) < ${from} THEN ${index}`)
    .join(' ')} ELSE ${FROM.length - 1} END`,
)
const SUMS = sql.raw(LABEL_SUMS)
const { code, label } = DIMENSIONS.prompt

/** How generations go by the length of their prompt. */
export function promptLengths(
  database: Database,
  asked: AskedOf<PromptLengthsInput>,
  steps: Steps,
): Promise<PromptLengths> {
  return overPrompts({ database, asked, steps }, async ({ reading, cover }) => {
    const sums = FROM.map(newPromptSums)
    const add = (rows: LengthRow[]) => {
      for (const { place, ...row } of rows) addPromptSums(sums[place] ?? newPromptSums(), row)
    }
    add(await lengthsAtEdges(database, cover))
    // A statement for each: a month has many prompts.
    const { days } = await readSumDays(reading, cover, lengthsOfDays(database))
    for (const { part } of days) add(part)
    for (const bucketId of cover.hours) {
      steps.check()
      add(await lengthsIn(database, bucketId))
    }
    return {
      lengths: FROM.map((from, index) => {
        const next = FROM[index + 1]
        return { from, to: next === undefined ? null : next - 1, ...promptNumbers(sums[index] ?? newPromptSums()) }
      }),
    }
  })
}

/** `place` is that of the length in `FROM`. */
type LengthRow = PromptSums & { place: number }

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
