import { type SQL, sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { HISTOGRAMS } from '../rollups/histogram.js'
import { type GenerationTotals, TOTALS_OF_GENERATIONS } from './generation-totals.js'
import type { HistogramRow } from './histograms.js'
import { VALUES_BINNED } from './measure-raw.js'
import type { Database } from './question.js'

type Counted<Key> = Map<Key, number>

/** What is counted of some generations, in a form that adds up. */
export type FilteredCounts = {
  /** By column. */
  totals: Counted<string>
  /** By bin. */
  generationMs: Counted<number>
  realTimeFactor: Counted<number>
  /** Succeeded ones, by label. */
  styles: Counted<number>
  prompts: Counted<number>
  /** By local date. */
  aiDays: Counted<string>
  /** By the number of the session that they were made in. */
  sessions: Counted<number>
}

type Row<Key> = { key: Key; count: number }

/** Counts the generations of which an SQL condition over `event` holds. */
export async function readCounts(database: Database, areAsked: SQL): Promise<FilteredCounts> {
  const succeeded = sql.raw(`event.outcome = ${OUTCOME_CODES.succeeded}`)
  const rowsBy = <Key>(key: string, more: SQL) =>
    database.all<Row<Key>>(sql`
      SELECT ${sql.raw(key)} AS "key", count(*) AS count FROM event WHERE ${areAsked} AND ${more}
      GROUP BY 1 HAVING "key" IS NOT NULL`)
  const binsOf = (name: keyof typeof VALUES_BINNED) =>
    rowsBy<number>(VALUES_BINNED[name].bin, sql.raw(VALUES_BINNED[name].isKnown))
  const [[totals], generationMs, realTimeFactor, styles, prompts, aiDays, sessions] = await database.batch([
    database.all<GenerationTotals>(sql`SELECT ${sql.raw(TOTALS_OF_GENERATIONS)} FROM event WHERE ${areAsked}`),
    binsOf('generationMs'),
    binsOf('realTimeFactor'),
    rowsBy<number>('event.style_id', succeeded),
    rowsBy<number>('event.prompt_id', succeeded),
    rowsBy<string>(DATE, sql.raw(`${isFinished} AND event.ai_enhanced = 1`)),
    rowsBy<number>('event.session_id', sql`true`),
  ])
  return {
    totals: new Map(Object.entries(totals ?? {})),
    generationMs: counted(generationMs),
    realTimeFactor: counted(realTimeFactor),
    styles: counted(styles),
    prompts: counted(prompts),
    aiDays: counted(aiDays),
    sessions: counted(sessions),
  }
}

const DATE = `(SELECT day.date FROM bucket AS hour CROSS JOIN bucket AS day ON day.id = hour.day_id WHERE hour.id = event.hour_id)`

const counted = <Key>(rows: Row<Key>[]): Counted<Key> => new Map(rows.map(({ key, count }) => [key, count]))

export function mergeCounts(parts: FilteredCounts[]): FilteredCounts {
  return {
    totals: merged(parts.map(({ totals }) => totals)),
    generationMs: merged(parts.map(({ generationMs }) => generationMs)),
    realTimeFactor: merged(parts.map(({ realTimeFactor }) => realTimeFactor)),
    styles: merged(parts.map(({ styles }) => styles)),
    prompts: merged(parts.map(({ prompts }) => prompts)),
    aiDays: merged(parts.map(({ aiDays }) => aiDays)),
    sessions: merged(parts.map(({ sessions }) => sessions)),
  }
}

function merged<Key>(parts: Counted<Key>[]): Counted<Key> {
  const sums: Counted<Key> = new Map()
  for (const part of parts) for (const [key, count] of part) sums.set(key, (sums.get(key) ?? 0) + count)
  return sums
}

const BYTES_OF_ENTRY = 50

export const bytesOfCounts = (counts: FilteredCounts): number =>
  Object.values(counts).reduce((sum, { size }) => sum + size * BYTES_OF_ENTRY, 0)

/** The rows of histograms, of each the bins in ascending order. */
export const histogramRows = (counts: Pick<FilteredCounts, 'generationMs' | 'realTimeFactor'>): HistogramRow[] =>
  (['generationMs', 'realTimeFactor'] as const).flatMap((name) =>
    [...counts[name]].map(([bin, count]) => ({ kind: HISTOGRAMS[name], bin, count })).toSorted((a, b) => a.bin - b.bin),
  )
