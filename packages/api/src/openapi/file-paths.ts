import { type ErrorCode, QUESTION_SCHEMAS, type QuestionName } from '@son1k/contract'
import { EXPORT_ROUTES, type ExportRoute } from '../rest/export-addresses.js'
import { queryNameOf } from '../rest/question-query.js'
import { TABLES } from '../tables/tables.js'
import { type JsonSchema, jsonSchemaOf } from './rest-schema.js'

export const FILE_ERRORS: ErrorCode[] = [
  'VALIDATION_FAILED',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'TIMEOUT',
  'OVERLOADED',
  'STORE_UNAVAILABLE',
  'INTERNAL',
]

/** One part of the query: `isJson` where its value is a list. */
export type FileParameter = {
  name: string
  description: string
  schema: JsonSchema
  isRequired: boolean
  isJson: boolean
}

const optional = (name: string, description: string, schema: JsonSchema): FileParameter => ({
  name,
  description,
  schema,
  isRequired: false,
  isJson: false,
})

const RANGE = [
  optional('days', 'The last so many × 24 hours; or else give `from` and `to`.', { type: 'integer' }),
  optional('from', 'Begin of the range, RFC 3339.', { type: 'string', format: 'date-time' }),
  optional('to', 'Its end, which is excluded.', { type: 'string', format: 'date-time' }),
]

const DESCRIPTIONS: Record<string, string> = {
  filters: 'Which generations it is about: a JSON list of `{"dimension", "op", "values"}`.',
  compare: 'Also the period of the same length just before.',
  limit: 'Rows. Lists that have pages are whole without it.',
  cursor: 'Where a page begins: `nextCursor` of the one before.',
  search: 'Only what contains this text.',
  sort: 'What it is sorted by.',
  order: 'The most, or the least, first.',
  metric: 'What is shown, or sorted by.',
  interval: 'How long each point, or cohort, is.',
  by: 'Split by this dimension.',
  top: 'How many values are told apart.',
  dimension: 'What generations are told apart by.',
  dimensions: 'A JSON list of 2 or 3 dimensions.',
  periods: 'How many days or weeks after the first.',
  per: 'Who takes the steps.',
  steps: 'A JSON list of `{"state"}` or `{"action"}`.',
  withinMinutes: 'From the first step to the last.',
  userId: 'Whose.',
  names: 'Whether spellings of a name are one value, or each as it was sent.',
  offset: 'Rows before the first.',
  kind: 'Which errors.',
  details: 'Also p95 and users of each row, from raw events.',
}

/** What the query of a question may have. */
export function parametersOf(question: QuestionName): FileParameter[] {
  const { properties = {}, required = [] } = jsonSchemaOf(QUESTION_SCHEMAS[question])
  const own = Object.entries(properties).filter(([field]) => field !== 'range')
  const tables = TABLES[question].map(({ name }) => name)
  return [
    ...RANGE,
    ...own.map(([field, schema]) => ({
      name: queryNameOf(field),
      description: DESCRIPTIONS[field] ?? '',
      schema: asSchema(schema),
      isRequired: required.includes(field),
      isJson: asSchema(schema).type === 'array',
    })),
    optional('table', 'Which of its tables: by default the first as CSV, all of them as JSON.', {
      type: 'string',
      enum: tables,
    }),
  ]
}

/** The addresses of answers as files, as OpenAPI describes them. */
export const filePaths = (errors: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(EXPORT_ROUTES.map((route) => [route.path, { get: operationOf(route, errors) }]))

function operationOf({ question, format, path }: ExportRoute, errors: Record<string, unknown>) {
  const answer =
    format === 'csv'
      ? { 'text/csv': { schema: { type: 'string' } } }
      : { 'application/json': { schema: jsonAnswerOf(question) } }
  return {
    operationId: path.replace('/api/', '').replace(/[/._](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary: `The answer to analytics.${question} as a ${format.toUpperCase()} file`,
    description: 'Shares are 0–1, times RFC 3339. `X-Range-From`, `-To` and `-Is-Cut` tell what it covers.',
    security: [{ readToken: [] }, {}],
    parameters: parametersOf(question).map(({ name, description, schema, isRequired, isJson }) => ({
      name,
      in: 'query',
      description,
      required: isRequired,
      ...(isJson ? { content: { 'application/json': { schema } } } : { schema }),
    })),
    responses: { 200: { description: 'The file.', content: answer }, ...errors },
  }
}

function jsonAnswerOf(question: QuestionName) {
  const rows = { type: 'array', items: { type: 'object' } }
  const tables = Object.fromEntries(TABLES[question].map(({ name }) => [name, rows]))
  return {
    type: 'object',
    properties: {
      success: { const: true },
      question: { const: question },
      timestamp: { type: 'string', format: 'date-time' },
      tables: { type: 'object', properties: tables },
    },
    required: ['success', 'question', 'timestamp', 'tables'],
  }
}

/** Holds at run time: none of our schemas is `true` or `false`. */
const asSchema = (schema: unknown) => schema as JsonSchema
