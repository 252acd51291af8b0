import type { ExportAnswer, ExportFormat, QuestionName } from '@son1k/contract'
import { type Asked, type Asker, askQuestion } from './ask-question.js'
import { chooseTables } from './choose-tables.js'
import { coverOf, csvOf, filenameOf, jsonOf, MEDIA_TYPES } from './export-file.js'
import { nextCursorOf } from './pages.js'

type Exported<Name extends QuestionName> = Asked<Name> & { format: ExportFormat; table?: string | undefined }

/** The answer to a question, or one page of it, as a file. */
export async function exportPage<Name extends QuestionName>(
  asker: Asker,
  { question, input, format, table }: Exported<Name>,
): Promise<ExportAnswer> {
  const tables = chooseTables(question, table)
  const answer = await askQuestion(asker, { question, input })
  const chosen = { tables, answers: [answer], first: answer, isContinued: 'cursor' in input }
  const pieces = format === 'csv' ? csvOf(chosen) : jsonOf(chosen, { question, ...coverOf(answer) })
  let text = ''
  for await (const piece of pieces) text += piece
  return {
    filename: filenameOf({ question, format, table }, answer),
    mediaType: MEDIA_TYPES[format],
    text,
    nextCursor: nextCursorOf(answer),
  }
}
