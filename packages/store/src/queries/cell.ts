import { LABEL_COLUMNS, LABEL_MEASURES, type MEASURES, measured, named, summed } from '../rollups/define.js'

/** Sums over the generations of a part of the window. */
const GENERATION_COLUMNS = [
  'succeeded',
  'failed',
  'cancelled',
  'ai_enhanced',
  'duration_ms',
  'durations',
  'generation_ms',
  'generation_times',
  'kept',
] as const satisfies (keyof typeof MEASURES)[]
/** Sums over all events there. */
const EVENT_COLUMNS = [...GENERATION_COLUMNS, 'events', 'page_views'] as const satisfies (keyof typeof MEASURES)[]
/** And over the sessions that started there. */
const CELL_COLUMNS = [...EVENT_COLUMNS, 'sessions', 'session_ms'] as const

type SumColumn = (typeof CELL_COLUMNS)[number]
/** Some of the sums, as a row has them. */
export type SumRow = Partial<Record<SumColumn, number>>

/** What metrics are worked out of: sums, and a histogram where one was asked for. Cells add up. */
export type Cell = { sums: Record<SumColumn, number>; bins: Map<number, number> }

export const newCell = (): Cell => ({
  sums: {
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    ai_enhanced: 0,
    duration_ms: 0,
    durations: 0,
    generation_ms: 0,
    generation_times: 0,
    kept: 0,
    events: 0,
    page_views: 0,
    sessions: 0,
    session_ms: 0,
  },
  bins: new Map(),
})

/** Adds a row to a cell, or with −1 takes it off. */
export function addSums({ sums }: Cell, row: SumRow, sign: 1 | -1 = 1): void {
  for (const column of CELL_COLUMNS) sums[column] += sign * (row[column] ?? 0)
}

export function addBin({ bins }: Pick<Cell, 'bins'>, bin: number, count: number): void {
  const sum = (bins.get(bin) ?? 0) + count
  if (sum === 0) bins.delete(bin)
  else bins.set(bin, sum)
}

/** The sum of some cells. */
export function sumOfCells(cells: Iterable<Cell>): Cell {
  const whole = newCell()
  for (const { sums, bins } of cells) {
    addSums(whole, sums)
    for (const [bin, count] of bins) addBin(whole, bin, count)
  }
  return whole
}

/** The cell at a key, made where there is none. */
export function cellAt<Key>(cells: Map<Key, Cell>, key: Key): Cell {
  const found = cells.get(key)
  if (found) return found
  const made = newCell()
  cells.set(key, made)
  return made
}

/** SQL of columns: of a group of raw generations, of raw events, and of rows of `rollup_total`. */
export const SUMS_OF_GENERATIONS = measured(GENERATION_COLUMNS)
export const SUMS_OF_EVENTS = measured(EVENT_COLUMNS)
export const SUMS_OF_TOTALS = summed(CELL_COLUMNS)

/** SQL of the columns of `rollup_label`: over raw finished generations, and over rows of a table that has them. */
export const LABEL_SUMS_OF_GENERATIONS = named(LABEL_MEASURES)
export const LABEL_SUMS = summed(LABEL_COLUMNS)
