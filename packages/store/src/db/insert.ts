import type { SqlValue } from './transaction.js'

/** An insertion of rows, in the two forms that the kinds of databases are fast with. */
export type Insert = {
  /** SQL with a parameter for each value of so many rows. */
  values: (rowCount: number) => string
  /** SQL with one parameter, the JSON array that `listOf` makes. */
  list: string
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
  const row = `(${columns.map(() => '?').join(', ')})`
  const fields = columns.map((name, index) => (bytes.includes(name) ? `unhex(value->>${index})` : `value->>${index}`))
  return {
    values: (rowCount) => `${into} VALUES ${Array(rowCount).fill(row).join(', ')} ${onConflict}`,
    list: `${into} SELECT ${fields.join(', ')} FROM json_each(?) WHERE true ${onConflict}`,
    listOf: (rows) => JSON.stringify(rows.map((values) => values.map(toJson))),
  }
}

/** SQL that adds the values of columns to those of the row that is there. */
export const addUp = (columns: readonly string[]) =>
  `DO UPDATE SET ${columns.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

const toJson = (value: SqlValue) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)
