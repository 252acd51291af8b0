import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { type MEASURES, measured, summed } from '../rollups/define.js'
import { generationsAtEdges, inBuckets } from './covered.js'
import type { Database } from './question.js'

const SHOWN = [
  'succeeded',
  'failed',
  'cancelled',
  'abandoned',
  'ai_enhanced',
  'duration_ms',
  'durations',
  'generation_ms',
  'generation_times',
  'kept',
] as const satisfies (keyof typeof MEASURES)[]

export type GenerationTotals = Record<(typeof SHOWN)[number], number>

/** The totals that sums by column make. */
export const totalsIn = (sums: Map<string, number>): GenerationTotals =>
  allShown(Object.fromEntries(SHOWN.map((column) => [column, sums.get(column) ?? 0])))
/** Holds at run time: each of the columns was given a sum. */
const allShown = (sums: Record<string, number>) => sums as GenerationTotals

const COLUMNS = sql.raw(SHOWN.join(', '))
const SUMS = sql.raw(summed(SHOWN))
export const TOTALS_OF_GENERATIONS = measured(SHOWN)

/** Counts of generations by outcome; sums over succeeded and failed ones, and how many of those know the value. */
export const generationTotals = (database: Database, cover: Cover) =>
  database.all<GenerationTotals>(sql`
    SELECT ${SUMS} FROM (
      SELECT ${COLUMNS} FROM rollup_total WHERE ${inBuckets(cover)}
      UNION ALL
      SELECT ${sql.raw(TOTALS_OF_GENERATIONS)} FROM event WHERE ${sql.raw(generationsAtEdges(cover))})`)
