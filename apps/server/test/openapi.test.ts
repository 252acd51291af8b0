import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer, type TestServer } from './support/start-server.js'

type Content = {
  'application/json': { schema: Schema; example: Record<string, unknown> }
  'application/x-ndjson'?: { schema: Schema }
}
type Schema = { properties?: Record<string, unknown> }
type Operation = {
  requestBody?: { content: Content }
  responses: Record<string, { content: Content }>
}
type Described = { method: 'get' | 'post'; path: string; operation: Operation }

const PERSON = '/api/privacy/person'
const adminToken = 'an-admin-token-of-the-environment'
const authorization = `Bearer ${adminToken}`

let server: TestServer
let described: Described[]
const ajv = new Ajv2020({ strict: false })
formats.default(ajv)

beforeAll(async () => {
  server = await openServer({ adminToken, now: () => Date.parse('2026-11-24T18:05:01Z') })
  const document = (await (await server.get('/api/openapi.json')).json()) as {
    paths: Record<string, Record<'get' | 'post', Operation>>
    components: object
  }
  ajv.addSchema({ ...document, $id: '' }, '')
  // Answers as files have no examples: other tests ask for each.
  const paths = Object.entries(document.paths).filter(([path]) => !path.includes('.'))
  described = paths.flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method as 'get' | 'post', path, operation })),
  )
})
afterAll(() => server.close())

const send = ({ method, path }: Described, body?: object) =>
  method === 'get' ? server.get(path, { headers: { authorization } }) : server.post(path, body ?? {})

test('every example is answered as the description says', async () => {
  for (const each of described.filter(({ path }) => path !== PERSON)) {
    const body = each.operation.requestBody?.content['application/json'].example
    const response = await send(each, body)
    const answer = (await response.json()) as object
    expect([each.path, response.status, answer]).toEqual([each.path, 200, expect.any(Object)])
    const { schema, example } = each.operation.responses[200]?.content['application/json'] ?? {}
    const validate = ajv.compile(schema ?? false)
    expect([validate(answer), validate.errors]).toEqual([true, null])
    expect([validate(example), validate.errors]).toEqual([true, null])
    expect(Object.keys(answer)).toEqual(Object.keys(example ?? {}))
  }
})

test('all that is held of a person comes in the lines that the description tells of, to administrators alone', async () => {
  const { operation } = described.find(({ path }) => path === PERSON) ?? {}
  const validate = ajv.compile(operation?.responses[200]?.content['application/x-ndjson']?.schema ?? false)
  for (const body of [{ user_id: 'bea' }, { user_id: 'bea', action: 'click', element: 'A' }])
    await server.post('action' in body ? '/api/track/interaction' : '/api/session/start', body)
  const path = `${PERSON}?user_id=bea`
  const lines = (await (await server.get(path, { headers: { authorization } })).text()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).type).toSorted()).toEqual(['interaction', 'session', 'session.start'])
  for (const line of lines) expect([validate(JSON.parse(line)), validate.errors]).toEqual([true, null])
  expect(validate({ type: 'page' })).toBe(false)
  const refused = await server.get(path)
  expect([refused.status, Object.keys(operation?.responses ?? {})]).toEqual([
    401,
    expect.arrayContaining(['401', '403']),
  ])
})

test('the server refuses what the description refuses, and takes what it takes', async () => {
  const values = [0, -1, 0.5, 'x', '', true, null, [], {}, ['x'], { x: 1 }, 'x'.repeat(201)]
  let refused = 0
  const differing: unknown[] = []
  for (const each of described.filter(({ method, path }) => method === 'post' && path !== '/api/track/batch')) {
    const { schema, example } = each.operation.requestBody?.content['application/json'] ?? {}
    const validate = ajv.compile(schema ?? false)
    for (const name of Object.keys(schema?.properties ?? {})) {
      for (const value of values) {
        const { status } = await send(each, { ...example, [name]: value })
        if (status !== 200) refused++
        if (validate({ ...example, [name]: value }) !== (status === 200))
          differing.push([each.path, name, value, status])
      }
    }
  }
  expect(refused).toBeGreaterThan(100)
  expect(differing).toEqual([])
})

test('the page for people is served under the headers of our other pages', async () => {
  const page = await server.get('/api/docs')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toContain("style-src 'self'")
  const styles = /href="(docs\.css)"/.exec(await page.text())?.[1]
  const css = await server.get(`/api/${styles}`)
  expect([css.status, css.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
  const wrong = await server.post('/api/docs', {})
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('a probe of life asks no database, one of readiness does', async () => {
  const live = await server.get('/api/health?probe=live')
  expect([live.status, await live.json()]).toEqual([200, { status: 'healthy', timestamp: expect.any(String) }])
  expect(await (await server.get('/api/health?probe=ready')).json()).toHaveProperty('active_sessions')
  expect(await (await server.get('/api/health?probe=dead')).json()).toMatchObject({
    error: { code: 'VALIDATION_FAILED', message: expect.stringMatching(/^probe must be ready/) },
  })
})
