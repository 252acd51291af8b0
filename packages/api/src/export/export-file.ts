import type { ExportFormat, QuestionAnswers, QuestionName } from '@son1k/contract'
import type { Table } from '../tables/table.js'
import { csvLines } from './to-csv.js'

type Answers<Answer> = AsyncIterable<Answer> | Iterable<Answer>
type Chosen<Answer> = { tables: Table<Answer>[]; answers: Answers<Answer>; first: Answer; isContinued?: boolean }

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
}

/** The pages of the first table as one file of CSV, piece by piece. What is continued has its headings already. */
export async function* csvOf<Answer>({ tables, answers, isContinued }: Chosen<Answer>): AsyncGenerator<string> {
  const [table] = tables
  if (table === undefined) return
  if (!isContinued) yield csvLines([table.headings])
  for await (const answer of answers) yield csvLines(table.rowsOf(answer))
}

/**
 * The tables as one JSON object, piece by piece: a row is an object of its cells by their headings. A question that has
 * pages has one table, so that no page needs to wait for another.
 */
export async function* jsonOf<Answer>(
  { tables, answers, first }: Chosen<Answer>,
  head: Record<string, unknown>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"tables":{`
  for (const [index, table] of tables.entries()) {
    yield `${index > 0 ? ',' : ''}${JSON.stringify(table.name)}:[`
    let isFirst = true
    for await (const answer of index === 0 ? answers : [first]) {
      const rows = table.rowsOf(answer).map((row) => JSON.stringify(named(table.headings, row)))
      if (rows.length === 0) continue
      yield `${isFirst ? '' : ','}${rows.join(',')}`
      isFirst = false
    }
    yield ']'
  }
  yield '}}'
}

const named = (headings: string[], row: unknown[]) =>
  Object.fromEntries(headings.map((heading, index) => [heading, row[index]]))

type Cover = { from?: string; to?: string; is_cut?: boolean; approximate?: number }

/** What an answer says that it covers, and how many generations its rows may miss. */
export function coverOf(answer: QuestionAnswers[QuestionName]): Cover {
  const missing = 'approximate' in answer ? answer.approximate : undefined
  return {
    ...('from' in answer && { from: answer.from, to: answer.to }),
    ...('isCut' in answer && { is_cut: answer.isCut }),
    ...(missing !== undefined && {
      approximate: typeof missing === 'number' ? missing : Math.max(0, ...Object.values(missing)),
    }),
  }
}

type Named = { question: QuestionName; format: ExportFormat; table?: string | undefined }

/** `son1k-users-2026-10-25-2026-11-24.csv`, as far as the answer says. */
export function filenameOf({ question, format, table }: Named, answer: QuestionAnswers[QuestionName]): string {
  const { from, to } = coverOf(answer)
  const parts = ['son1k', restNameOfQuestion(question), table, from?.slice(0, 10), to?.slice(0, 10)]
  return `${parts.filter((part) => part !== undefined).join('-')}.${format}`
}

/** `user_timeline` */
export const restNameOfQuestion = (question: QuestionName): string =>
  question.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
