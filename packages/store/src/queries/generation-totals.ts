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

type GenerationTotals = Record<(typeof SHOWN)[number], number>

const COLUMNS = sql.raw(SHOWN.join(', '))
const SUMS = sql.raw(summed(SHOWN))
const OF_EVENTS = sql.raw(measured(SHOWN))

/** Counts of generations by outcome; sums over succeeded and failed ones, and how many of those know the value. */
export const generationTotals = (database: Database, cover: Cover) =>
  database.all<GenerationTotals>(sql`
    SELECT ${SUMS} FROM (
      SELECT ${COLUMNS} FROM rollup_total WHERE ${inBuckets(cover)}
      UNION ALL
      SELECT ${OF_EVENTS} FROM event WHERE ${sql.raw(generationsAtEdges(cover))})`)
