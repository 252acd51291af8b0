import type { SqlValue } from './transaction.js'

/**
 * An insertion of rows, in the two forms that the kinds of databases are fast with. Where there are targets, these are the
 * values of the first column: each row has the others only, and is inserted once for each target.
 */
export type Insert = {
  /** SQL with a parameter for each target, then for each value of so many rows. */
  values: (rowCount: number, targetCount?: number) => string
  /** SQL with a parameter for the JSON array that `listOf` makes. */
  list: string
  /** The same, after one for a JSON array of targets. */
  listForTargets: string
  listOf: (rows: SqlValue[][]) => string
}

export type InsertOptions = {
  columns: readonly string[]
  /** The columns that hold bytes. JSON has none: in a list they are hexadecimal. */
  bytes?: readonly string[]
  /** SQL from `ON CONFLICT` on. */
  onConflict?: string
}

/** The insertion into a table of rows whose values come in the order of the columns. */
export function insertInto(table: string, { columns, bytes = [], onConflict = '' }: InsertOptions): Insert {
  const into = `INSERT INTO ${table} (${columns.join(', ')})`
  const ofTargets = columns.slice(1)
  const parameters = (count: number) => `(${Array(count).fill('?').join(', ')})`
  const valuesOf = (rowCount: number, columnCount: number) => Array(rowCount).fill(parameters(columnCount)).join(', ')
  const fieldsOf = (names: readonly string[]) =>
    names
      .map((name, index) => (bytes.includes(name) ? `unhex(fresh.value->>${index})` : `fresh.value->>${index}`))
      .join(', ')
  return {
    values: (rowCount, targetCount = 0) =>
      targetCount === 0
        ? `${into} VALUES ${valuesOf(rowCount, columns.length)} ${onConflict}`
        : `${into} SELECT destination.column1, ${ofTargets.map((_, index) => `fresh.column${index + 1}`).join(', ')}
           FROM (VALUES ${valuesOf(targetCount, 1)}) AS destination
           CROSS JOIN (VALUES ${valuesOf(rowCount, ofTargets.length)}) AS fresh WHERE true ${onConflict}`,
    list: `${into} SELECT ${fieldsOf(columns)} FROM json_each(?) AS fresh WHERE true ${onConflict}`,
    listForTargets: `${into} SELECT destination.value, ${fieldsOf(ofTargets)}
      FROM json_each(?) AS destination CROSS JOIN json_each(?) AS fresh WHERE true ${onConflict}`,
    listOf: (rows) => JSON.stringify(rows.map((values) => values.map(toJson))),
  }
}

/** SQL that adds the values of columns to those of the row that is there. */
export const addUp = (columns: readonly string[]) =>
  `DO UPDATE SET ${columns.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

const toJson = (value: SqlValue) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)
