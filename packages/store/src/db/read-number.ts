import type { SqlValue } from './transaction.js'

/** A number of a row; null where there is none. */
export const numberOrNull = (value: SqlValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)
