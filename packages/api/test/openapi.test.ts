import { Validator } from '@seriousme/openapi-schema-validator'
import { ERROR_CODES, QUESTION_NAMES } from '@son1k/contract'
import { expect, test } from 'vitest'
import { describeRest } from '../src/openapi/document.js'
import { codesByStatus } from '../src/openapi/error-descriptions.js'
import { parametersOf } from '../src/openapi/file-paths.js'
import { OPERATIONS } from '../src/openapi/operations.js'
import { describeRestAsPage } from '../src/openapi/page.js'
import { EXPORT_ROUTES } from '../src/rest/export-addresses.js'
import { PERSON_PATH, REST_TABLE } from '../src/rest/table.js'

const paths = REST_TABLE.map(({ path }) => path)
const files = EXPORT_ROUTES.map(({ path }) => path)

test('the description is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate({ ...describeRest('1.2.3') })
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('it has every address and every error, and nothing that is not there', () => {
  const document = describeRest('1.2.3')
  expect(Object.keys(document.paths as object)).toEqual([...paths, ...files, PERSON_PATH])
  expect(Object.keys(OPERATIONS).toSorted()).toEqual(paths.toSorted())
  const schemas = JSON.stringify(document.components)
  for (const code of ERROR_CODES) expect(schemas).toContain(`"${code}"`)
  expect(
    codesByStatus()
      .flatMap(([, codes]) => codes)
      .toSorted(),
  ).toEqual([...ERROR_CODES].toSorted())
})

test('it speaks of bodies in the names of REST alone, and says of each field what it means', () => {
  const bodies = Object.values(OPERATIONS).flatMap(({ body }) => (body ? [body.schema()] : []))
  const propertiesIn = (schema: object): [string, unknown][] =>
    Object.entries(schema).flatMap(([key, value]) => [
      ...(key === 'properties' ? Object.entries(value as object) : []),
      ...(typeof value === 'object' && value !== null ? propertiesIn(value) : []),
    ])
  const properties = bodies.flatMap(propertiesIn)
  expect(properties.length).toBeGreaterThan(60)
  expect(properties.filter(([name]) => /[A-Z.]/.test(name))).toEqual([])
  expect(properties.filter(([, schema]) => !(schema as { description?: string }).description)).toEqual([])
  expect(JSON.stringify(bodies)).not.toContain('session.start')
})

test('it says of each part of the query of a file what it means', () => {
  const parameters = QUESTION_NAMES.flatMap(parametersOf)
  expect(parameters.length).toBeGreaterThan(60)
  expect(parameters.filter(({ description }) => description === '')).toEqual([])
})

test('the page for people names every address and error, and shows what is sent as text', () => {
  const page = describeRestAsPage('<b>1</b>')
  for (const path of [...paths, ...files, PERSON_PATH]) expect(page).toContain(`<code>${path}</code>`)
  for (const code of ERROR_CODES) expect(page).toContain(`<code>${code}</code>`)
  expect(page).toContain('&lt;b&gt;1&lt;/b&gt;')
  expect(page).not.toMatch(/<script|style=|https?:\/\/(?!localhost)/)
  expect(page.length).toBeLessThan(64 * 1024)
})
