import type { ComponentChildren } from 'preact'

/** `value` goes into files, `text` onto the screen, unless there is something to press in its place. */
export type Cell = {
  value: string | number | null
  text: string
  content?: ComponentChildren
  /** Of too few to rely on: drawn faintly. */
  isThin?: boolean
}

/** What a panel shows, as text. The first cell of a row names it. */
export type Table = { head: string[]; rows: Cell[][] }

const UNKNOWN = '–'

export function cell<Value extends string | number>(
  value: Value | null | undefined,
  show: (value: Value) => string = String,
): Cell {
  return value == null ? { value: null, text: UNKNOWN } : { value, text: show(value) }
}
