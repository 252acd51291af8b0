import { EXPORT_FORMATS, type ExportFormat, QUESTION_NAMES, type QuestionName } from '@son1k/contract'
import { restNameOfQuestion } from '../export/export-file.js'

export type ExportRoute = { path: string; question: QuestionName; format: ExportFormat }

/** An address for each question and format: `/api/analytics/user_timeline.csv`. */
export const EXPORT_ROUTES: ExportRoute[] = QUESTION_NAMES.flatMap((question) =>
  EXPORT_FORMATS.map((format) => ({
    path: `/api/analytics/${restNameOfQuestion(question)}.${format}`,
    question,
    format,
  })),
)
