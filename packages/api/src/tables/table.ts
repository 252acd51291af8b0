import type { Proportion } from '@son1k/contract'

/** What a cell of a table holds; null is empty. */
export type Cell = string | number | boolean | null
/** One cell of a row under each heading. */
export type Cells<Row> = Record<string, (row: Row) => Cell>

/** A table of an answer: what it is called, its headings, and its rows. */
export type Table<Answer> = { name: string; headings: string[]; rowsOf: (answer: Answer) => Cell[][] }

/**
 * @param rowsOf what of the answer has a row each
 * @param cells in the order of the columns. Headings are names in snake_case that end with the unit where there is one; shares
 *   are 0–1, times RFC 3339
 */
export function table<Answer, Row>(name: string, rowsOf: (answer: Answer) => Row[], cells: Cells<Row>): Table<Answer> {
  const columns = Object.values(cells)
  return {
    name,
    headings: Object.keys(cells),
    rowsOf: (answer) => rowsOf(answer).map((row) => columns.map((cellOf) => cellOf(row))),
  }
}

/** The columns of a rate and its interval. */
export const proportionCells = <Row>(name: string, of: (row: Row) => Proportion | null): Cells<Row> => ({
  [name]: (row) => of(row)?.share ?? null,
  [`${name}_low`]: (row) => of(row)?.low ?? null,
  [`${name}_high`]: (row) => of(row)?.high ?? null,
})

type Outcomes = {
  generations: number
  succeeded: number
  failed: number
  successRate: Proportion | null
  kept: number
  keepRate: Proportion | null
}

/** The columns of how generations ended, and whether they were kept. */
export const outcomeCells = <Row extends Outcomes>(): Cells<Row> => ({
  generations: ({ generations }) => generations,
  succeeded: ({ succeeded }) => succeeded,
  failed: ({ failed }) => failed,
  ...proportionCells('success_rate', ({ successRate }: Row) => successRate),
  kept: ({ kept }) => kept,
  ...proportionCells('keep_rate', ({ keepRate }: Row) => keepRate),
})

type Compared<Period> = Period & { previous?: Period }
export type InPeriod<Row> = { period: 'current' | 'previous'; row: Row }

/** The rows of a period and, where it was compared, of the one before. */
export function ofPeriods<Period, Row>(answer: Compared<Period>, rowsOf: (period: Period) => Row[]): InPeriod<Row>[] {
  const rows: InPeriod<Row>[] = rowsOf(answer).map((row) => ({ period: 'current', row }))
  if (answer.previous === undefined) return rows
  return [...rows, ...rowsOf(answer.previous).map((row) => ({ period: 'previous' as const, row }))]
}

/** The columns of such rows. */
export const periodCells = <Row>(cells: Cells<Row>): Cells<InPeriod<Row>> => ({
  period: ({ period }) => period,
  ...Object.fromEntries(Object.entries(cells).map(([heading, of]) => [heading, ({ row }: InPeriod<Row>) => of(row)])),
})
