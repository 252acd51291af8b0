import type { Proportion } from '@son1k/contract'
import { type Cell, cell } from '../data/table.js'
import type { Format } from '../format.js'

/** A share, with the interval that it lies in as its tooltip. */
export function rateCell(rate: Proportion | null, { percent }: Format): Cell {
  const shown = cell(rate?.share, percent)
  return rate
    ? { ...shown, content: <span title={`95 %: ${percent(rate.low)}–${percent(rate.high)}`}>{shown.text}</span> }
    : shown
}
