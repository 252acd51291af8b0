import type { ComponentChildren } from 'preact'

/** `value` goes into files, `text` onto the screen, unless there is something to press in its place. */
export type Cell = {
  value: string | number | null
  text: string
  content?: ComponentChildren
  /** Of too few to rely on: drawn faintly. */
  isThin?: boolean
  /** Of a row's first cell: how much of the highest the row has, 0–1, drawn as light behind it. */
  lit?: number
}

/** Numbers stand at the end of their column, under each other; words begin at its start. */
export const isNumeric = ({ rows }: Table, column: number): boolean =>
  !rows.some((row) => typeof row[column]?.value === 'string')

/** What a panel shows, as text. The first cell of a row names it. */
export type Table = { head: string[]; rows: Cell[][] }

const UNKNOWN = '–'

export function cell<Value extends string | number>(
  value: Value | null | undefined,
  show: (value: Value) => string = String,
): Cell {
  return value == null ? { value: null, text: UNKNOWN } : { value, text: show(value) }
}
