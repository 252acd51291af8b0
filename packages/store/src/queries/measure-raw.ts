import type { Dimension } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { isFinished, OTHER_LABEL } from '../rollups/define.js'
import { binOf } from '../rollups/histogram.js'
import { addBin, addSums, type Cell, cellAt, SUMS_OF_GENERATIONS, type SumRow, sumOfCells } from './cell.js'
import { hasSeveralValues, type Key, rowsOf, sourceOf } from './dimensions.js'
import { holdsAll } from './filter-sql.js'
import type { Measured, MeasuredValues, Measuring } from './measure.js'
import type { HistogramName } from './metrics.js'
import { hourPoints } from './pieces.js'
import type { Database } from './question.js'
import { rankedValues, type ValueCells } from './ranked-values.js'
import { type OfDays, readDays } from './read-days.js'
import type { Split } from './rolled-labels.js'
import { isUntold, toldTexts } from './shown-prompts.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'
import type { Window } from './window.js'

type RawRow = SumRow & { hourId: number; key: Key }
type RawBin = { hourId: number; key: Key; bin: number; count: number }

/** By key, and by the number of the hour's bucket; all in one hour, 0, where the points don't matter. */
type HourCells = Map<Key, Map<number, Cell>>
/** `ofAll` where a generation has several keys: then what they have adds up to more. */
type RawCells = { byKey: HourCells; ofAll: Map<number, Cell> }

/** Measures from the raw generations, the newest first, in parts that are each read in a moment. */
export async function measureRaw(database: Database, measuring: Measuring, steps: Steps): Promise<Measured> {
  const { window, kept, split, points, grouping, names, dayParts } = measuring
  const span = rawSpan(window, kept.rawFrom)
  const pointOfHour = grouping === 'none' ? () => 0 : await hourPoints(database, { ...measuring, span }, points)
  const read = await readDays({ database, steps, kept, span, dayParts }, rawCells(database, measuring))
  const cells = new Map<Key, Map<number, Cell>>()
  const ofAll = new Map<number, Cell>()
  for (const part of [read.settled, read.recent]) {
    for (const [key, hours] of part.byKey) addHours(cellsAt(cells, key), hours, pointOfHour)
    addHours(ofAll, part.ofAll, pointOfHour)
  }
  const { from } = read.span
  return {
    covered: { from: Math.min(from, window.to), to: window.to, isCut: from > window.from },
    totals: split !== undefined && hasSeveralValues(split.dimension) ? ofAll : totalsOf(cells),
    values: await valuesOf(
      database,
      cells,
      split && { ...split, appId: measuring.appId, names: names.tableOf(split.dimension) },
    ),
    unlisted: split === undefined ? 0 : untoldIn(cells, split.dimension),
  }
}

function rawCells(database: Database, measuring: Measuring): OfDays<RawCells> {
  const { filters, split, histogram, grouping } = measuring
  return {
    name: `measured ${JSON.stringify([filters, split?.dimension ?? null, histogram ?? null, grouping === 'none'])}`,
    read: async (part) => {
      const byKey: HourCells = new Map()
      const [rows, bins] = await database.batch(partQueries(database, measuring, { part, split }))
      for (const row of rows) addSums(cellAt(cellsAt(byKey, row.key), row.hourId), row)
      for (const row of bins) addBin(cellAt(cellsAt(byKey, row.key), row.hourId), row.bin, row.count)
      const ofAll = new Map<number, Cell>()
      if (split === undefined || !hasSeveralValues(split.dimension)) return { byKey, ofAll }
      const [rowsOfAll, binsOfAll] = await database.batch(partQueries(database, measuring, { part }))
      for (const row of rowsOfAll) addSums(cellAt(ofAll, row.hourId), row)
      for (const row of binsOfAll) addBin(cellAt(ofAll, row.hourId), row.bin, row.count)
      return { byKey, ofAll }
    },
    merge(parts) {
      const merged: RawCells = { byKey: new Map(), ofAll: new Map() }
      for (const { byKey, ofAll } of parts) {
        for (const [key, hours] of byKey) addHours(cellsAt(merged.byKey, key), hours)
        addHours(merged.ofAll, ofAll)
      }
      return merged
    },
    sizeOf: ({ byKey, ofAll }) => [...byKey.values(), ofAll].reduce((sum, hours) => sum + bytesOf(hours), 0),
  }
}

const BYTES_OF_CELL = 300
const BYTES_OF_BIN = 40
const bytesOf = (cells: Map<number, Cell>) =>
  [...cells.values()].reduce((sum, { bins }) => sum + BYTES_OF_CELL + bins.size * BYTES_OF_BIN, 0)

function cellsAt(cells: HourCells, key: Key): Map<number, Cell> {
  const found = cells.get(key) ?? new Map<number, Cell>()
  cells.set(key, found)
  return found
}

/** Adds the cells of hours, each at its place. */
function addHours(sums: Map<number, Cell>, hours: Map<number, Cell>, placeOf = (hourId: number) => hourId): void {
  for (const [hourId, { sums: more, bins }] of hours) {
    const cell = cellAt(sums, placeOf(hourId))
    addSums(cell, more)
    for (const [bin, count] of bins) addBin(cell, bin, count)
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

/** What histograms are of: SQL over `event`, a generation. */
export const VALUES_BINNED: Record<HistogramName, { bin: string; isKnown: string }> = {
  generationMs: { bin: binOf('event.generation_ms'), isKnown: `${isFinished} AND event.generation_ms IS NOT NULL` },
  realTimeFactor: {
    bin: binOf('(1.0 * event.generation_ms / event.duration_ms)'),
    isKnown: `${isFinished} AND event.generation_ms IS NOT NULL AND event.duration_ms > 0`,
  },
}

function untoldIn(cells: Map<Key, Map<number, Cell>>, dimension: Dimension): number {
  if (!isUntold(dimension, OTHER_LABEL)) return 0
  const { succeeded, failed } = sumOfCells(cells.get(OTHER_LABEL)?.values() ?? []).sums
  return succeeded + failed
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
  split?: Split & { appId: number },
): Promise<MeasuredValues> {
  const keys = [...cells.keys()].filter((key) => key !== null)
  const wholes = new Map(keys.map((key) => [key, sumOfCells(cells.get(key)?.values() ?? [])]))
  const known = sumOfCells(wholes.values())
  if (split === undefined) return { rows: [], found: 0, known }
  const texts = await toldTexts(database, keys, split)
  const values = keys.flatMap((key): ValueCells[] => {
    const [value, ofKey, whole] = [texts.get(key), cells.get(key), wholes.get(key)]
    // One that was only cancelled is not among the generations.
    if (value === undefined || !ofKey || !whole || whole.sums.succeeded + whole.sums.failed === 0) return []
    return [{ key, value, cells: ofKey, whole }]
  })
  return { ...rankedValues(values, split), known }
}
