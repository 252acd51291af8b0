/** What a spreadsheet takes for a formula, and the mark that keeps it from that. */
const STARTS_FORMULA = /^['=+\-@\t\r]/

/** A text that a spreadsheet shows as it is, behind a quote where it would take it for a formula. */
export const toCell = (text: string): string => (STARTS_FORMULA.test(text) ? `'${text}` : text)

/** The text that such a cell was made of. */
export const fromCell = (cell: string): string =>
  cell.startsWith("'") && STARTS_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
