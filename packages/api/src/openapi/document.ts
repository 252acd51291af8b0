import type { ErrorCode } from '@son1k/contract'
import { REST_TABLE, type RestRoute } from '../rest/table.js'
import { errorEnvelope } from './answers.js'
import { codesByStatus, ERROR_DESCRIPTIONS } from './error-descriptions.js'
import { FILE_ERRORS, filePaths } from './file-paths.js'
import { OPERATIONS, type Operation } from './operations.js'
import { personPath } from './person-path.js'
import { jsonSchemaOf } from './rest-schema.js'

/** The REST surface as OpenAPI 3.1: made of the same schemas that check what is sent. */
export function describeRest(version: string): Record<string, unknown> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Son1k Analytics',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'What people make, what fails, how long they wait and what they keep. Bodies are JSON in UTF-8 whatever their `Content-Type` says, and every answer has a `timestamp`.',
    },
    servers: [{ url: '/', description: 'This server' }],
    paths: {
      ...Object.fromEntries(REST_TABLE.map((route) => [route.path, pathItem(route)])),
      ...filePaths(errorResponses(FILE_ERRORS)),
      ...personPath(errorResponses(FILE_ERRORS)),
    },
    components: {
      schemas: { Error: jsonSchemaOf(errorEnvelope) },
      securitySchemes: {
        readToken: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A read or an admin token. Where the server has none, programs and pages of the same machine may read without.',
        },
        adminToken: { type: 'http', scheme: 'bearer', description: 'An admin token, on the same machine, too.' },
        writeKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Write-Key',
          description:
            'Of the app that an event belongs to. Without it, it belongs to `default`, unless that requires one.',
        },
      },
    },
  }
}

function pathItem({ method, path, access }: RestRoute) {
  const operation = operationAt(path)
  const { summary, details, query = [], body, answer, errors } = operation
  return {
    [method.toLowerCase()]: {
      operationId: path.replace('/api/', '').replace(/\/(\w)/g, (_, letter: string) => letter.toUpperCase()),
      summary,
      description: details,
      ...(access === 'read' && { security: [{ readToken: [] }, {}] }),
      ...(access === 'track' && { security: [{ writeKey: [] }, {}] }),
      ...(query.length > 0 && { parameters: query.map((each) => ({ ...each, in: 'query', required: false })) }),
      ...(body && { requestBody: { required: true, content: json(body.schema(), body.example) } }),
      responses: {
        200: { description: 'Done.', content: json(jsonSchemaOf(answer.schema), answer.example) },
        ...errorResponses(errors),
      },
    },
  }
}

/** @throws Error where a route has no description: a test calls this */
function operationAt(path: string): Operation {
  const operation = OPERATIONS[path]
  if (operation === undefined) throw new Error(`${path} is not described`)
  return operation
}

const errorResponses = (errors: ErrorCode[]) =>
  Object.fromEntries(codesByStatus(errors).map(([status, codes]) => [status, errorResponse(codes)]))

const errorResponse = (codes: ErrorCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${ERROR_DESCRIPTIONS[code]}`).join('\n\n'),
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  ...(codes.some(isTemporary) && {
    headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } } },
  }),
})

const isTemporary = (code: ErrorCode) => ['RATE_LIMITED', 'OVERLOADED', 'STORE_UNAVAILABLE'].includes(code)
const json = (schema: object, example: object) => ({ 'application/json': { schema, example } })
