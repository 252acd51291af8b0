import { stringify } from 'csv-stringify/sync'
import type { Cell } from '../tables/table.js'

/**
 * Rows as lines of CSV (RFC 4180), each ended by CRLF. A text that a spreadsheet would take for a formula has an apostrophe
 * before it; numbers stay numbers. Null is an empty cell, an empty text a quoted one.
 */
export const csvLines = (rows: Cell[][]): string =>
  stringify(rows, {
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: /^$|[\r\n]/,
    cast: { boolean: String },
  })
