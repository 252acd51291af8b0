import { z } from 'zod'
import { EXPORT_FORMATS, type ExportInput, type QuestionInputs, type QuestionName } from './export.js'
import {
  aiInputSchema,
  breakdownInputSchema,
  errorsInputSchema,
  funnelInputSchema,
  hoursInputSchema,
  latencyInputSchema,
  lifecycleInputSchema,
  matrixInputSchema,
  patienceInputSchema,
  promptFamiliesInputSchema,
  promptLengthsInputSchema,
  promptsInputSchema,
  promptTermsInputSchema,
  qualityInputSchema,
  retentionInputSchema,
  timeseriesInputSchema,
  userInputSchema,
  usersInputSchema,
  userTimelineInputSchema,
} from './insight.schema.js'
import { LIMITS } from './limits.js'
import { summaryInputSchema } from './query.schema.js'
import { text } from './text.js'

/** What checks the input of each question. */
export const QUESTION_SCHEMAS: {
  [Name in QuestionName]: z.ZodType<QuestionInputs[Name], QuestionInputs[Name]>
} = {
  summary: summaryInputSchema,
  timeseries: timeseriesInputSchema,
  breakdown: breakdownInputSchema,
  hours: hoursInputSchema,
  latency: latencyInputSchema,
  patience: patienceInputSchema,
  retention: retentionInputSchema,
  funnel: funnelInputSchema,
  ai: aiInputSchema,
  matrix: matrixInputSchema,
  errors: errorsInputSchema,
  lifecycle: lifecycleInputSchema,
  prompts: promptsInputSchema,
  promptFamilies: promptFamiliesInputSchema,
  promptTerms: promptTermsInputSchema,
  promptLengths: promptLengthsInputSchema,
  quality: qualityInputSchema,
  users: usersInputSchema,
  user: userInputSchema,
  userTimeline: userTimelineInputSchema,
}

export const QUESTION_NAMES = Object.keys(QUESTION_SCHEMAS) as QuestionName[]

const format = z.enum(EXPORT_FORMATS, `must be one of ${EXPORT_FORMATS.join(', ')}`)
const choices = QUESTION_NAMES.map((question) =>
  z.strictObject({
    question: z.literal(question),
    input: QUESTION_SCHEMAS[question],
    format,
    table: text(LIMITS.labelLength).optional(),
  }),
)

/** Holds at run time: there is a choice for each question, and so at least one. */
export const exportInputSchema = z.discriminatedUnion('question', choices as [(typeof choices)[0]], {
  error: () => `must be one of ${QUESTION_NAMES.join(', ')}`,
}) as unknown as z.ZodType<ExportInput, ExportInput>
