import type { Cell, Table } from '../data/table.js'

/** What a spreadsheet would take for a formula. */
const STARTS_FORMULA = /^['=+\-@\t\r]/

/** A table as CSV (RFC 4180), which a spreadsheet opens as what it is: texts are texts, and never computed. */
export const toCsv = ({ head, rows }: Table): string =>
  [head.map(quote), ...rows.map((cells) => cells.map(cellText))].map((cells) => `${cells.join(',')}\r\n`).join('')

const cellText = ({ value }: Cell) => (typeof value === 'string' ? quote(value) : String(value ?? ''))

const quote = (text: string) => `"${(STARTS_FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
