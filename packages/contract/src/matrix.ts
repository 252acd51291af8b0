import type { Proportion } from './breakdown.js'
import type { Dimension, Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

/** Those of which a generation has one value at most. */
export type MatrixDimension = Exclude<Dimension, 'instrument'>

export type MatrixInput = {
  range: Range
  /** 2 or 3 different ones; by default style, tempoBand and scale. */
  dimensions?: MatrixDimension[]
  /** Cells, 1–1,000; by default 100. */
  limit?: number
  filters?: Filter[]
  names?: NameForm
  compare?: boolean
}

export type MatrixCell = {
  /** In the order of the dimensions. */
  values: string[]
  /** Succeeded and failed. */
  generations: number
  succeeded: number
  successRate: Proportion
  /** Succeeded ones that were kept within seven days. */
  kept: number
  /** kept ÷ succeeded; null when none succeeded. */
  keepRate: Proportion | null
  /** Fewer than 20 generations: the interval is wide. */
  isThin: boolean
}

/** Cells of most generations first, then by the names of their values. */
export type MatrixPeriod = Covered & {
  dimensions: MatrixDimension[]
  cells: MatrixCell[]
  /** Combinations that there are, of which `cells` are the first. */
  found: number
}
export type Matrix = Compared<MatrixPeriod>
