import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { hostileText } from './hostile-values.js'

/** What we read of a JSON Schema. */
export type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  required?: string[]
  oneOf?: Schema[]
  anyOf?: Schema[]
  allOf?: Schema[]
}

const HOUR_MS = 3_600_000
const RANGE_KEYS = 'days,from,to'

/** Values that a schema takes, with texts that are valid and hostile; nearly all of them. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf
  if (choices !== undefined) return fc.oneof(...choices.map(valuesOf))
  const [type, ...others] = [schema.type].flat()
  if (others.length > 0) return fc.oneof(...[type, ...others].map((each) => valuesOf({ ...schema, type: each ?? '' })))
  switch (type) {
    case 'string':
      return textsOf(schema)
    case 'integer':
      return fc.integer({ min: leastOf(schema), max: mostOf(schema) })
    case 'number':
      return fc.oneof(
        fc.integer({ min: Math.ceil(leastOf(schema)), max: mostOf(schema) }),
        fc.double({ min: leastOf(schema), max: mostOf(schema), noNaN: true }),
      )
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
      })
    case 'object':
      return objectsOf(schema)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const leastOf = ({ minimum, exclusiveMinimum }: Schema) => minimum ?? (exclusiveMinimum ?? -1_000_000) + 1
const mostOf = ({ maximum = 1_000_000 }: Schema) => Math.min(maximum, 2 ** 31 - 1)

function textsOf({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time')
    // Near now, where most are taken; and in the order of hours, so that a range may be one.
    return fc.integer({ min: -200, max: 0 }).map((hours) => new Date(Date.now() + hours * HOUR_MS).toISOString())
  if (format === 'uuid' || format === 'guid') return fc.constant(null).map(() => randomUUID())
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const fitting = hostileText.map((text) =>
    text.slice(0, maxLength).replaceAll('\0', '0').toWellFormed().padEnd(minLength, 'x'),
  )
  return fc.oneof(
    fitting,
    fc.constantFrom('ana', 'ambient', 'save', 'click').map((word) => word.slice(0, maxLength)),
  )
}

function objectsOf({ properties, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (properties === undefined) {
    const values =
      typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : fc.jsonValue({ maxDepth: 2 })
    return fc.dictionary(hostileText, values, { maxKeys: 4, noNullPrototype: true })
  }
  // Of the two forms of a range exactly one: a schema has no words for it.
  if (Object.keys(properties).toSorted().join() === RANGE_KEYS) return ranges
  const arbitraries = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valuesOf(each)]))
  return fc.record(arbitraries, { requiredKeys: required, noNullPrototype: true })
}

const ranges = fc.oneof(
  fc.record(
    {
      days: fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: 1, max: 9 }) },
        { weight: 1, arbitrary: fc.constant(365) },
      ),
    },
    { noNullPrototype: true },
  ),
  fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -500, max: 500 })).map(([hours, shift]) => {
    const to = Date.now() + shift * HOUR_MS
    return { from: new Date(to - hours * HOUR_MS).toISOString(), to: new Date(to).toISOString() }
  }),
)
