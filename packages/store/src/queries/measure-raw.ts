import { type SQL, sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { binOf } from '../rollups/histogram.js'
import { DAY_MS } from '../time/local-days.js'
import { addBin, addSums, type Cell, cellAt, SUMS_OF_GENERATIONS, type SumRow, sumOfCells } from './cell.js'
import { hasSeveralValues, type Key, rowsOf, sourceOf } from './dimensions.js'
import { holdsAll } from './filter-sql.js'
import { textsOf } from './key-texts.js'
import type { Measured, MeasuredValues, Measuring } from './measure.js'
import type { HistogramName } from './metrics.js'
import { hourPoints } from './pieces.js'
import type { Database } from './question.js'
import { rankedValues, type ValueCells } from './ranked-values.js'
import type { Split } from './rolled-labels.js'
import type { Steps } from './steps.js'
import { type Span, walkBack } from './walk.js'
import type { Window } from './window.js'

type RawRow = SumRow & { hourId: number; key: Key }
type RawBin = { hourId: number; key: Key; bin: number; count: number }

/** Measures from the raw generations, the newest first, in parts that are each read in a moment. */
export async function measureRaw(database: Database, measuring: Measuring, steps: Steps): Promise<Measured> {
  const { window, rawFrom, split, points, grouping, names } = measuring
  const span = rawSpan(window, rawFrom)
  const pointOfHour = grouping === 'none' ? () => 0 : await hourPoints(database, { ...measuring, span }, points)
  const cells = new Map<Key, Map<number, Cell>>()
  const ownTotals = new Map<number, Cell>()
  const cellsOf = (key: Key) => {
    const found = cells.get(key) ?? new Map<number, Cell>()
    cells.set(key, found)
    return found
  }
  const isSplitUp = split !== undefined && hasSeveralValues(split.dimension)
  const read = walkBack({ span, firstPart: DAY_MS, steps }, async (part) => {
    const [rows, bins] = await database.batch(partQueries(database, measuring, { part, split }))
    for (const row of rows) addSums(cellAt(cellsOf(row.key), pointOfHour(row.hourId)), row)
    for (const row of bins) addBin(cellAt(cellsOf(row.key), pointOfHour(row.hourId)), row.bin, row.count)
    if (!isSplitUp) return
    const [rowsOfAll, binsOfAll] = await database.batch(partQueries(database, measuring, { part }))
    for (const row of rowsOfAll) addSums(cellAt(ownTotals, pointOfHour(row.hourId)), row)
    for (const row of binsOfAll) addBin(cellAt(ownTotals, pointOfHour(row.hourId)), row.bin, row.count)
  })
  const { from } = await read
  return {
    covered: { from: Math.min(from, window.to), to: window.to, isCut: from > window.from },
    totals: isSplitUp ? ownTotals : totalsOf(cells),
    values: await valuesOf(database, cells, split && { ...split, names: names.tableOf(split.dimension) }),
    unlisted: 0,
  }
}

/** The part of a window that has raw generations; none, at its end, where they are all gone. */
export const rawSpan = ({ from, readTo }: Window, rawFrom: number): Span => ({
  from: Math.max(from, Math.min(rawFrom, readTo)),
  to: readTo,
})

/** The statements that read a part: the sums of each hour and key, and the histogram where one is asked for. */
function partQueries(
  database: Database,
  measuring: Measuring,
  { part, split }: { part: Span; split?: Split | undefined },
) {
  const { grouping, histogram } = measuring
  const hour = grouping === 'none' ? sql`0` : sql`event.hour_id`
  const key = split === undefined ? sql`0` : sql.raw(sourceOf(split.dimension).key)
  const rows = sql`${sql.raw(split === undefined ? 'event' : rowsOf(split.dimension))} WHERE ${isMeasured(measuring, part)}`
  return [
    database.all<RawRow>(sql`
      SELECT ${hour} AS hourId, ${key} AS "key", ${sql.raw(SUMS_OF_GENERATIONS)} FROM ${rows} GROUP BY 1, 2`),
    database.all<RawBin>(sql`
      SELECT ${hour} AS hourId, ${key} AS "key", ${sql.raw(histogram === undefined ? '0' : VALUES_BINNED[histogram].bin)} AS bin,
             count(*) AS count
      FROM ${rows} AND ${sql.raw(histogram === undefined ? 'false' : VALUES_BINNED[histogram].isKnown)} GROUP BY 1, 2, 3`),
  ] as const
}

/** SQL condition: the event is a generation of the part that the filters let through. */
export const isMeasured = ({ appId, filters }: Pick<Measuring, 'appId' | 'filters'>, { from, to }: Span): SQL => sql`
  event.app_id = ${appId} AND event.type = ${TYPE_CODES.generation} AND event.at >= ${from} AND event.at < ${to}
  AND ${holdsAll(filters)}`

const VALUES_BINNED: Record<HistogramName, { bin: string; isKnown: string }> = {
  generationMs: { bin: binOf('event.generation_ms'), isKnown: `${isFinished} AND event.generation_ms IS NOT NULL` },
  realTimeFactor: {
    bin: binOf('(1.0 * event.generation_ms / event.duration_ms)'),
    isKnown: `${isFinished} AND event.generation_ms IS NOT NULL AND event.duration_ms > 0`,
  },
}

function totalsOf(cells: Map<Key, Map<number, Cell>>): Map<number, Cell> {
  const totals = new Map<number, Cell>()
  for (const ofKey of cells.values()) {
    for (const [point, cell] of ofKey) totals.set(point, sumOfCells([cellAt(totals, point), cell]))
  }
  return totals
}

async function valuesOf(
  database: Database,
  cells: Map<Key, Map<number, Cell>>,
  split?: Split,
): Promise<MeasuredValues> {
  const keys = [...cells.keys()].filter((key) => key !== null)
  const wholes = new Map(keys.map((key) => [key, sumOfCells(cells.get(key)?.values() ?? [])]))
  const known = sumOfCells(wholes.values())
  if (split === undefined) return { rows: [], found: 0, known }
  const texts = await textsOf(database, keys, split.dimension)
  const values = keys.flatMap((key): ValueCells[] => {
    const [ofKey, whole] = [cells.get(key), wholes.get(key)]
    // One that was only cancelled is not among the generations.
    if (!ofKey || !whole || whole.sums.succeeded + whole.sums.failed === 0) return []
    return [{ key, value: texts.get(key) ?? '', cells: ofKey, whole }]
  })
  return { ...rankedValues(values, split), known }
}
