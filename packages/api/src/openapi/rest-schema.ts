import { LIMITS } from '@son1k/contract'
import { z } from 'zod'
import { restNameOf, restTypeOf } from '../rest/fields.js'
import { FIELD_DESCRIPTIONS } from './field-descriptions.js'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** A schema of the contract as JSON Schema, with the names and values of REST. */
export function restSchemaOf(schema: z.ZodType): JsonSchema {
  return renameSchema(jsonSchemaOf(schema))
}

/** A schema as JSON Schema: of what is sent, before it is normalized. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  // Well-formed text and the depth of an object are checks that JSON Schema has no words for.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return simplify(json)
}

function renameSchema({ oneOf, properties = {}, required = [], ...rest }: JsonSchema): JsonSchema {
  if (oneOf !== undefined) return { ...rest, oneOf: oneOf.map((each) => renameSchema(asSchema(each))) }
  const named = Object.entries(properties).flatMap(([name, property]) => {
    const key = restNameOf(name)
    if (key === undefined) return []
    const schema = restPropertyOf(name, asSchema(property))
    const described = { description: FIELD_DESCRIPTIONS[key], ...schema }
    return [[key, required.includes(name) ? described : orNull(described)] as const]
  })
  const needed = required.map(restNameOf).filter((key) => key !== undefined)
  return { ...rest, properties: Object.fromEntries(named), ...(needed.length > 0 && { required: needed }) }
}

function restPropertyOf(name: string, schema: JsonSchema): JsonSchema {
  if (name === 'outcome') return { type: 'boolean', default: true }
  // Its keys are reasons, not names of fields.
  if (name === 'dropped')
    return { type: 'object', additionalProperties: { type: 'integer', minimum: 1, maximum: LIMITS.droppedEvents } }
  if (name === 'type' && typeof schema.const === 'string') return { type: 'string', const: restTypeOf(schema.const) }
  return schema
}

/** The old client sends `null` for what it doesn't have. */
const orNull = (schema: JsonSchema): JsonSchema =>
  typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] as unknown as 'null' } : schema

/** Where a format says it all, the pattern that checks it is noise. */
function simplify({ pattern, propertyNames: _, properties, oneOf, ...rest }: JsonSchema): JsonSchema {
  const entries = Object.entries(properties ?? {}).map(([name, each]) => [name, simplify(asSchema(each))])
  return {
    ...rest,
    ...(properties && { properties: Object.fromEntries(entries) }),
    ...(oneOf && { oneOf: oneOf.map((each) => simplify(asSchema(each))) }),
    ...(pattern !== undefined && rest.format === undefined && { pattern }),
  }
}

/** Holds at run time: none of our schemas is `true` or `false`. */
const asSchema = (schema: unknown) => schema as JsonSchema
