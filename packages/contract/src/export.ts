import type { InsightAnswers, InsightInputs } from './insights.js'
import type { Summary, SummaryInput } from './query.js'

/** Everything that `analytics.*` can be asked about a range: what each question takes and answers. */
export type QuestionInputs = InsightInputs & { summary: SummaryInput }
export type QuestionAnswers = InsightAnswers & { summary: Summary }
export type QuestionName = keyof QuestionInputs

export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** A question whose answer is wanted as a table. */
export type ExportInput = {
  [Name in QuestionName]: {
    question: Name
    input: QuestionInputs[Name]
    format: ExportFormat
    /** Of the answer's tables; by default the first as CSV, all of them as JSON. */
    table?: string
  }
}[QuestionName]

/** A file of the answer, or of one page of it. */
export type ExportAnswer = {
  filename: string
  mediaType: string
  text: string
  /** To be given as `input.cursor` for the next page, which as CSV has no headings; null where there is none. */
  nextCursor: string | null
}
