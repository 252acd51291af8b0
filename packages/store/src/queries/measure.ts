import type { Metric } from '@son1k/contract'
import { coverOf } from '../rollups/cover.js'
import type { Kept } from './answerable.js'
import { addSums, type Cell, cellAt, newCell, sumOfCells } from './cell.js'
import type { DayParts } from './day-parts.js'
import { sourceOf } from './dimensions.js'
import { labelsAndTotals } from './labels-and-totals.js'
import { measureRaw } from './measure-raw.js'
import { type HistogramName, isLabelMetric } from './metrics.js'
import type { NameFilter, Names } from './names.js'
import { piecesOf } from './pieces.js'
import type { Grouping, Points } from './points.js'
import type { Database } from './question.js'
import { rankedValues, type ValueCells } from './ranked-values.js'
import { filteredQueries, isRolledUp } from './rolled-filter.js'
import type { LabelRow, Split } from './rolled-labels.js'
import { totalCells, totalsQueries } from './rolled-totals.js'
import type { Steps } from './steps.js'
import type { Window } from './window.js'

/** What is to be measured: the generations that filters let through, at the points of a window, and by the values of a dimension. */
export type Measuring = {
  appId: number
  window: Window
  /** Since when there are raw generations, and sums. */
  kept: Kept
  dayParts: DayParts | undefined
  grouping: Grouping
  points: Points
  filters: NameFilter[]
  names: Names
  metrics: Metric[]
  histogram?: HistogramName | undefined
  split?: Split | undefined
}

export type Measured = {
  /** What was read, in milliseconds UTC. */
  covered: { from: number; to: number; isCut: boolean }
  /** By the index of the point; none where nothing happened. */
  totals: Map<number, Cell>
  /** Where there is a split. */
  values: MeasuredValues
  /** So many generations may be missing from their value. */
  unlisted: number
}

export type MeasuredValues = {
  /** The first of them, in order. */
  rows: ValueCells[]
  /** How many there are. */
  found: number
  /** Over all generations of which the value is known. */
  known: Cell
}

const NO_VALUES: MeasuredValues = { rows: [], found: 0, known: newCell() }

/**
 * Measures from rollups where they have what is asked for: all of it without a filter, what labels are counted by, and what
 * a single filter of such a kind leaves. All else is read from the raw generations, as far as the time for it goes.
 * @throws AnalyticsError `TIMEOUT`, `CANCELLED`
 */
export async function measure(database: Database, measuring: Measuring, steps: Steps): Promise<Measured> {
  steps.check()
  if (!isInRollups(measuring)) return measureRaw(database, measuring, steps)
  const cover = await coverOf(database, { appId: measuring.appId, ...measuring.window })
  steps.check()
  const pieces = await piecesOf(database, cover, measuring)
  steps.check()
  const covered = { from: measuring.window.from, to: measuring.window.to, isCut: false }
  const { split, histogram, names } = measuring
  const [filter] = measuring.filters
  const totalsOf = totalsQueries(database, pieces, histogram)
  if (filter) {
    const [rolled, atEdges, [room], ...totals] = await database.batch([
      ...filteredQueries(database, pieces, filter),
      ...totalsOf,
    ])
    const isNot = filter.op === 'isNot'
    const cells = isNot ? totalCells(totals, pieces) : new Map<number, Cell>()
    const sign = isNot ? -1 : 1
    for (const row of rolled) addSums(cellAt(cells, row.point), row, sign)
    for (const row of atEdges) addSums(cellAt(cells, pieces.pointOfHour(row.hourId)), row, sign)
    return { covered, totals: cells, values: NO_VALUES, unlisted: room?.unlisted ?? 0 }
  }
  if (split) {
    const { dayParts, grouping } = measuring
    const { labels, totals } = await labelsAndTotals({ database, steps, dayParts }, pieces, {
      split: { ...split, names: names.tableOf(split.dimension) },
      histogram,
      grouping,
    })
    const known = labels.find(({ part }) => part === 'known')
    return {
      covered,
      totals: totalCells(totals, pieces),
      values: valuesOf(labels, pieces.pointOfHour, split),
      unlisted: known?.unlisted ?? 0,
    }
  }
  return { covered, totals: totalCells(await database.batch(totalsOf), pieces), values: NO_VALUES, unlisted: 0 }
}

function isInRollups({ filters, split, metrics, histogram }: Measuring): boolean {
  if (filters.length === 0 && split === undefined) return true
  if (histogram !== undefined || !metrics.every(isLabelMetric)) return false
  const [filter] = filters
  if (split) return filter === undefined && sourceOf(split.dimension).code !== undefined
  return filters.length === 1 && filter !== undefined && isRolledUp(filter)
}

function valuesOf(rows: LabelRow[], pointOfHour: (hourId: number) => number, split: Split): MeasuredValues {
  const texts = new Map<number, string | null>()
  const cells = new Map<number, Map<number, Cell>>()
  const known = newCell()
  let found = 0
  const cellsOf = (key: number) => {
    const ofKey = cells.get(key) ?? new Map<number, Cell>()
    cells.set(key, ofKey)
    return ofKey
  }
  for (const row of rows) {
    switch (row.part) {
      case 'top':
        texts.set(row.key, row.value)
        break
      case 'cell':
        addSums(cellAt(cellsOf(row.key), row.point), row)
        break
      case 'edge':
        addSums(cellAt(cellsOf(row.key), pointOfHour(row.hourId)), row)
        break
      case 'known':
        addSums(known, row)
        found = row.found
        break
    }
  }
  const { keys } = sourceOf(split.dimension)
  const areNumbers = typeof keys === 'object'
  const values = [...texts].map(([key, text]) => {
    const ofKey = cellsOf(key)
    return { key, value: areNumbers ? keys.toText(key) : (text ?? ''), cells: ofKey, whole: sumOfCells(ofKey.values()) }
  })
  // Texts were searched as they are spelled, which may not be as they are shown.
  const ranked = rankedValues(values, areNumbers ? split : { ...split, search: undefined })
  return { rows: ranked.rows, found: areNumbers ? ranked.found : found, known }
}
