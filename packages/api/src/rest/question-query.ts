import { AnalyticsError, type Issue, QUESTION_SCHEMAS, type QuestionInputs, type QuestionName } from '@son1k/contract'
import { describeIssues } from '../describe-issues.js'
import { toAnalyticsError } from '../errors.js'
import { jsonSchemaOf } from '../openapi/rest-schema.js'

/** In the query, the range has no braces. */
const RANGE_FIELDS = new Set(['days', 'from', 'to'])

/** What a field of a question is called in a query: `within_minutes`. */
export const queryNameOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const fieldOf = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * The input of a question as its query says: `days=30`, or `from` and `to`; numbers and words as they are, lists as JSON.
 * @throws AnalyticsError `VALIDATION_FAILED`, with the names of the query
 */
export function questionInputOf<Name extends QuestionName>(
  question: Name,
  query: Record<string, unknown>,
): QuestionInputs[Name] {
  const types = typesOf(question)
  const input: Record<string, unknown> = {}
  const range: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(query)) {
    if (RANGE_FIELDS.has(name)) range[name] = name === 'days' ? readValue('number', name, given) : given
    else input[fieldOf(name)] = readValue(types.get(fieldOf(name)), name, given)
  }
  try {
    return QUESTION_SCHEMAS[question].parse({ range, ...input })
  } catch (thrown) {
    throw inQueryNames(thrown)
  }
}

function typesOf(question: QuestionName): Map<string, string> {
  const { properties = {} } = jsonSchemaOf(QUESTION_SCHEMAS[question])
  return new Map(Object.entries(properties).map(([name, schema]) => [name, typeIn(schema)]))
}
const typeIn = (schema: unknown) =>
  typeof schema === 'object' && schema !== null && 'type' in schema ? String(schema.type) : 'string'

/** What is not of its type stays as it is, for the schema to complain of. */
function readValue(type: string | undefined, name: string, given: unknown): unknown {
  if (typeof given !== 'string') return given
  if (type === 'number' || type === 'integer') return /^-?\d{1,9}(\.\d{1,9})?$/.test(given) ? Number(given) : given
  if (type === 'boolean') return given === 'true' ? true : given === 'false' ? false : given
  return type === 'array' || type === 'object' ? listIn(name, given) : given
}

function listIn(name: string, given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    throw refusal([{ path: name, message: 'must be JSON' }])
  }
}

function inQueryNames(thrown: unknown): AnalyticsError {
  const { issues = [] } = toAnalyticsError(thrown, '')
  return refusal(
    issues.map(({ path, message }) => {
      const [first = '', ...rest] = path.split('.')
      const named = first === 'range' ? (rest.length === 0 ? ['days'] : rest) : [queryNameOf(first), ...rest]
      return { path: named.join('.'), message }
    }),
  )
}

const refusal = (issues: Issue[]) =>
  new AnalyticsError('VALIDATION_FAILED', describeIssues(issues, 'the query'), { issues })
