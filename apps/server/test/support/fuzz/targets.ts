import { procedures } from '@son1k/api'
import { eventSchema } from '@son1k/contract'
import { z } from 'zod'
import type { Target } from './hostile-requests.js'
import type { Schema } from './values-of-schema.js'

/** Every procedure of the router, with the form of its input. */
export function proceduresAsTargets(): Target[] {
  return Object.entries(procedures).flatMap(([entity, calls]) =>
    Object.entries(calls).map(([name, { _def }]): Target => {
      const isMutation = _def.type === 'mutation'
      const [schema] = inputsOf(_def)
      return {
        method: isMutation ? 'POST' : 'GET',
        path: `/trpc/${entity}.${name}`,
        input: schema && { in: isMutation ? 'body' : 'input', schema: withEvents(jsonOf(schema)) },
      }
    }),
  )
}

/** Holds at run time: tRPC keeps the schemas that a procedure was given there, and gives them no type. */
const inputsOf = (definition: object) => (definition as { inputs: z.ZodType[] }).inputs

const jsonOf = (schema: z.ZodType) => asSchema(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))

/** Holds at run time: it is what `z.toJSONSchema` makes, and what our description of REST has. */
const asSchema = (json: unknown) => json as Schema

/** The events of a batch are checked one by one, so that its schema says nothing of them. */
function withEvents(schema: Schema): Schema {
  if (schema.properties?.events === undefined) return schema
  return {
    ...schema,
    properties: { ...schema.properties, events: { type: 'array', items: jsonOf(eventSchema), minItems: 1 } },
  }
}

type Content = { 'application/json'?: { schema: Schema } }
type Description = {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string; required?: boolean; schema?: Schema; content?: Content }[]
        requestBody?: { content: Content }
      }
    >
  >
}

/** Every address that the description of REST tells of. */
export function addressesAsTargets(description: unknown): Target[] {
  return Object.entries(asDescription(description).paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]): Target => {
      const body = requestBody?.content['application/json']?.schema
      const fields = parameters.filter((parameter) => parameter.in === 'query')
      const properties = Object.fromEntries(
        fields.map(({ name, schema, content }) => [name, schema ?? content?.['application/json']?.schema ?? {}]),
      )
      const required = fields.filter((parameter) => parameter.required).map(({ name }) => name)
      const query = { in: 'query' as const, schema: { type: 'object', properties, required } }
      return {
        method: method.toUpperCase(),
        path,
        input: body ? { in: 'body', schema: body } : fields.length > 0 ? query : undefined,
      }
    }),
  )
}

/** Holds at run time: the description is checked by a validator of its own. */
const asDescription = (description: unknown) => description as Description

/** What neither the router nor the description has: pages, files and the way in. */
export const OTHER_TARGETS: Target[] = [
  ...['/', '/widget.js', '/demo', '/demo/', '/assets/', '/metrics', '/api/openapi.json', '/api/docs', '/api/login'].map(
    (path): Target => ({ method: 'GET', path, input: undefined }),
  ),
  {
    method: 'POST',
    path: '/api/login',
    input: {
      in: 'body',
      schema: { type: 'object', properties: { token: { type: 'string', minLength: 1 } }, required: ['token'] },
    },
  },
  { method: 'POST', path: '/api/logout', input: { in: 'body', schema: { type: 'object', properties: {} } } },
]
