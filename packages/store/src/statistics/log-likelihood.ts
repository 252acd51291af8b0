/**
 * G², the logarithm of the likelihood ratio that two samples are drawn alike: 2 Σ O ln(O ÷ E) over the cells of the table, with
 * E the product of its row's and its column's sum ÷ the whole. A. Agresti, *An Introduction to Categorical Data Analysis*
 * (2007), section 2.4; for words: T. Dunning, *Computational Linguistics* 19 (1993).
 * @param table counts: a row for each sample, a column for each outcome
 */
export function logLikelihoodRatio(table: number[][]): number {
  const rows = table.map(sum)
  const columns = (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? 0)))
  const whole = sum(rows)
  const cells = table.flatMap((row, rowIndex) =>
    row.map((count, column) => {
      if (count === 0) return 0
      return count * Math.log((count * whole) / ((rows[rowIndex] ?? 0) * (columns[column] ?? 0)))
    }),
  )
  return 2 * sum(cells)
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
