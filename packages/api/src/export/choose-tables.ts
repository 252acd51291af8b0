import { AnalyticsError, type QuestionAnswers, type QuestionName } from '@son1k/contract'
import type { Table } from '../tables/table.js'
import { TABLES } from '../tables/tables.js'

/**
 * The tables of a question, or the one of a name.
 * @throws AnalyticsError `VALIDATION_FAILED` where it has no such table
 */
export function chooseTables<Name extends QuestionName>(question: Name, name?: string): Table<QuestionAnswers[Name]>[] {
  const tables = TABLES[question]
  if (name === undefined) return tables
  const chosen = tables.filter((table) => table.name === name)
  if (chosen.length > 0) return chosen
  const message = `must be one of ${tables.map((table) => table.name).join(', ')}`
  throw new AnalyticsError('VALIDATION_FAILED', `table ${message}`, { issues: [{ path: 'table', message }] })
}
