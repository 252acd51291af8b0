import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getRaw } from './support/get-raw.js'
import { openServer, startServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server.close())

const envelope = (error: object) => ({
  success: false,
  error: expect.objectContaining({ message: expect.any(String), ...error }),
  timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
})
const user = { user_id: 'ana' }
const interaction = { ...user, action: 'click', element: 'A' }
const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } }

describe('input that is wrong gets 400, with the name of the field', () => {
  test.each<[string, unknown, string]>([
    ['/api/session/start', {}, 'user_id'],
    ['/api/session/start', { user_id: null }, 'user_id'],
    ['/api/session/start', { user_id: '' }, 'user_id'],
    ['/api/session/start', { user_id: 7 }, 'user_id'],
    ['/api/session/start', [], ''],
    ['/api/session/start', 'null', ''],
    ['/api/session/end', {}, 'session_id'],
    ['/api/session/end', { session_id: 'no-uuid' }, 'session_id'],
    ['/api/track/generation', {}, 'user_id'],
    ['/api/track/generation', { ...user, session_id: 'no-uuid' }, 'session_id'],
    ['/api/track/generation', { ...user, event_id: '1' }, 'event_id'],
    ['/api/track/generation', { ...user, occurred_at: 'yesterday' }, 'occurred_at'],
    ['/api/track/generation', { ...user, occurred_at: '2020-01-01T00:00:00Z' }, 'occurred_at'],
    ['/api/track/generation', { ...user, occurred_at: '2990-01-01T00:00:00Z' }, 'occurred_at'],
    ['/api/track/generation', { ...user, tempo: 0 }, 'tempo'],
    ['/api/track/generation', { ...user, tempo: '120' }, 'tempo'],
    ['/api/track/generation', { ...user, duration: -1 }, 'duration'],
    ['/api/track/generation', { ...user, generation_time: -0.1 }, 'generation_time'],
    ['/api/track/generation', { ...user, success: 'yes' }, 'success'],
    ['/api/track/generation', { ...user, ai_enhanced: 1 }, 'ai_enhanced'],
    ['/api/track/generation', { ...user, instruments: 'piano' }, 'instruments'],
    ['/api/track/generation', { ...user, instruments: ['piano', 3] }, 'instruments.1'],
    ['/api/track/generation', { ...user, prompt: 'x'.repeat(4_001) }, 'prompt'],
    ['/api/track/generation', { ...user, prompt: '\ud800' }, 'prompt'],
    ['/api/track/interaction', user, 'action'],
    ['/api/track/interaction', { ...interaction, metadata: [] }, 'metadata'],
    ['/api/track/interaction', { ...interaction, metadata: deep }, 'metadata'],
    ['/api/track/batch', { events: [] }, 'sent_at'],
    ['/api/track/batch', { sent_at: new Date().toISOString() }, 'events'],
    ['/api/track/batch', { sent_at: new Date().toISOString(), events: [] }, 'events'],
    ['/api/track/batch', { sent_at: new Date().toISOString(), events: Array(501).fill(0) }, 'events'],
  ])('%s %j → %s', async (path, body, field) => {
    const response = await server.post(path, body)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    const issues = expect.arrayContaining([{ path: field, message: expect.any(String) }])
    expect(await response.json()).toEqual(envelope({ code: 'VALIDATION_FAILED', issues }))
  })

  test.each(['abc', '0', '-1', '366', '7.5', '', '1e2', ' 7', '7&days=8'])('?days=%s → days', async (days) => {
    const response = await server.get(`/api/analytics?days=${days}`)
    expect(response.status).toBe(400)
    const issues = [{ path: 'days', message: expect.any(String) }]
    expect(await response.json()).toEqual(envelope({ code: 'VALIDATION_FAILED', issues }))
  })

  test('a body that nests without end is refused like any other', async () => {
    const nested = `{"user_id":"ana","metadata":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    const response = await server.post('/api/track/interaction', nested)
    expect([response.status, await response.json()]).toEqual([400, envelope({ code: 'VALIDATION_FAILED' })])
  })

  test('nothing of it is stored', async () => {
    const fresh = await startServer()
    await fresh.post('/api/track/generation', { ...user, tempo: 0 })
    await fresh.post('/api/session/start', {})
    expect((await fresh.store.status(1)).events).toBe(0)
  })
})

describe('a body that is no JSON gets 400', () => {
  test.each<[string, string | Uint8Array]>([
    ['words', 'hello'],
    ['half of an object', '{"user_id":'],
    ['nothing', ''],
    ['bad UTF-8', new Uint8Array([...Buffer.from('{"user_id":"'), 0xff, ...Buffer.from('"}')])],
  ])('%s', async (_what, body) => {
    const response = await server.post('/api/session/start', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual(envelope({ code: 'NOT_JSON' }))
  })
})

test.each([
  '{"user_id":"ana","__proto__":{"admin":true}}',
  '{"user_id":"ana","metadata":{"constructor":{"prototype":{}}}}',
])('a key that could poison a prototype is refused, and named: %s', async (body) => {
  const response = await server.post('/api/session/start', body)
  const message = expect.stringMatching(/__proto__.*constructor.*refused/)
  expect([response.status, await response.json()]).toEqual([400, envelope({ code: 'VALIDATION_FAILED', message })])
})

describe('what does not fit gets 413', () => {
  test('a body over the limit of a batch', async () => {
    const response = await server.post('/api/track/generation', { ...user, prompt: 'x'.repeat(600_000) })
    expect([response.status, await response.json()]).toEqual([413, envelope({ code: 'BODY_TOO_LARGE' })])
  })

  test('a small body that is a large one when it is unpacked', async () => {
    const bomb = gzipSync(JSON.stringify({ ...user, prompt: 'x'.repeat(5_000_000) }))
    const response = await server.post('/api/track/generation', bomb, { 'content-encoding': 'gzip' })
    expect([response.status, await response.json()]).toEqual([413, envelope({ code: 'BODY_TOO_LARGE' })])
  })

  test('a body that is still being sent is read until its end, so that the answer is read too', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.write('POST /api/track/generation HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n')
    // It reads nothing before all is sent, as many do.
    const write = promisify<Buffer>(socket.write.bind(socket))
    for (let part = 0; part < 40; part++) await write(Buffer.alloc(50_000, 'x')).then(() => setImmediate())
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 .*BODY_TOO_LARGE/s)
  })

  test('a body without end is not', async () => {
    let sent = 0
    const endless = Readable.from(
      (function* () {
        for (; sent < 500; sent++) yield Buffer.alloc(1024 * 1024, 'x')
      })(),
    )
    await new Promise((resolve) => {
      const asking = request(`${server.url}/api/track/generation`, { method: 'POST' }, resolve)
      asking.on('error', resolve)
      endless.pipe(asking)
    })
    expect(sent).toBeLessThan(100)
  })

  test('an event over the limit of an event, however small its body is packed', async () => {
    const wide = 'ñ'.repeat(4_000)
    const params = { a: 'x'.repeat(4_000) }
    const body = {
      ...user,
      prompt: wide,
      params,
      error_message: 'ñ'.repeat(2_000),
      instruments: Array(32).fill('í'.repeat(200)),
    }
    const packed = { 'content-encoding': 'gzip' }
    for (const response of [
      await server.post('/api/track/generation', body),
      await server.post('/api/track/generation', gzipSync(JSON.stringify(body)), packed),
    ])
      expect([response.status, await response.json()]).toEqual([413, envelope({ code: 'BODY_TOO_LARGE' })])
  })
})

describe('a wrong address', () => {
  test.each([
    ['DELETE', '/api/health', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/health', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/analytics', 'GET, HEAD, OPTIONS'],
    ['GET', '/api/track/generation', 'POST, OPTIONS'],
    ['PATCH', '/api/session/start', 'POST, OPTIONS'],
    ['PROPFIND', '/api/health?x=1', 'GET, HEAD, OPTIONS'],
    ['REPORT', '/api/track/batch', 'POST, OPTIONS'],
  ])('%s %s is 405 with Allow', async (method, path, allow) => {
    const response = await server.get(path, { method, ...(method !== 'GET' && { body: 'not json' }) })
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
    expect(await response.json()).toEqual(envelope({ code: 'METHOD_NOT_ALLOWED' }))
  })

  test.each(['/api/nothing', '/api/', '/api/track', '/nothing.js', '/api/health/', '/%c0', '/..%2f..%2fetc%2fpasswd'])(
    '%s is nowhere',
    async (path) => {
      const response = await server.get(path)
      expect([404, 400]).toContain(response.status)
      expect(await response.json()).toEqual(envelope({}))
    },
  )

  test.each(['//api/health', '/%00', '//'])('%s is nowhere, and nothing that is forbidden', async (path) => {
    const { status, body } = await getRaw(server.url, {}, path)
    expect([status, JSON.parse(body)]).toEqual([404, envelope({ code: 'NOT_FOUND' })])
  })

  test.each(['/api/', '/trpc/'])('%s… is told back in part when it is long', async (start) => {
    const response = await server.get(start + 'x'.repeat(1_500))
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error.message).toContain('xxx…')
    expect(error.message.length).toBeLessThan(300)
  })

  test.each(['user@localhost', 'a b', 'localhost/path'])(
    'a Host that is none is refused everywhere: %s',
    async (host) => {
      for (const path of ['/api/health', '/nothing', '/']) {
        const { status, body } = await getRaw(server.url, { host }, path)
        expect([path, status, JSON.parse(body)]).toEqual([path, 400, envelope({ code: 'VALIDATION_FAILED' })])
      }
      const { status, body } = await getRaw(server.url, { host }, '/trpc/system.health')
      const error = { data: { httpStatus: 400, analytics: { code: 'VALIDATION_FAILED' } } }
      expect([status, JSON.parse(body)]).toMatchObject([400, { error }])
    },
  )

  test('what is no HTTP gets the envelope too, and an end', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write('HELLO\r\n\r\n')
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(JSON.parse(body)).toEqual(envelope({ code: 'VALIDATION_FAILED' }))
  })

  test('a POST to nowhere is 404 too', async () => {
    const response = await server.post('/api/nothing', {})
    expect([response.status, await response.json()]).toEqual([404, envelope({ code: 'NOT_FOUND' })])
  })
})

test('too many requests of one address get 429 and when to come again; this machine itself may ask on', async () => {
  const limited = await startServer({ requestsPerMinute: 2 })
  const proxied = { headers: { 'x-forwarded-for': '203.0.113.9' } }
  for (let time = 0; time < 2; time++) expect((await limited.get('/api/health', proxied)).status).toBe(200)
  const response = await limited.get('/api/health', proxied)
  expect([response.status, await response.json()]).toEqual([429, envelope({ code: 'RATE_LIMITED' })])
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await limited.get('/api/health')).status).toBe(200)
})

test('behind a proxy that is trusted each address has its own limit; another proxy is not believed', async () => {
  const statusFor = async (on: TestServer, address: string) =>
    (await on.get('/api/health', { headers: { 'x-forwarded-for': address } })).status
  const trusting = await startServer({ requestsPerMinute: 1, trustProxy: ['127.0.0.1'] })
  const first = [await statusFor(trusting, '203.0.113.9'), await statusFor(trusting, '203.0.113.9')]
  expect([...first, await statusFor(trusting, '203.0.113.10')]).toEqual([200, 429, 200])
  const wary = await startServer({ requestsPerMinute: 1, trustProxy: ['10.0.0.0/8'] })
  expect([await statusFor(wary, '203.0.113.9'), await statusFor(wary, '203.0.113.10')]).toEqual([200, 429])
})

test('a store that is gone gets 503 and when to come again', async () => {
  const broken = await startServer()
  await broken.store.close()
  for (const response of [await broken.post('/api/track/generation', user), await broken.get('/api/health')]) {
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual(envelope({ code: 'STORE_UNAVAILABLE' }))
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})

test('what is refused is counted under its reason', async () => {
  const counting = await startServer()
  await counting.post('/api/track/generation', { ...user, tempo: 0 })
  await counting.post('/api/track/generation', { ...user, occurred_at: '2020-01-01T00:00:00Z' })
  await counting.post('/api/track/generation', 'hello')
  await counting.post('/api/track/generation', 'x'.repeat(600_000))
  await counting.post('/api/track/batch', { sent_at: new Date().toISOString(), events: [1, 2] })
  await counting.post('/trpc/track.generation', {})
  await counting.post('/trpc/track.generation', 'x'.repeat(600_000))
  const status = (await (await counting.get('/trpc/system.status')).json()) as { result: { data: { drops: object } } }
  expect(status.result.data.drops).toEqual({ VALIDATION_FAILED: 5, NOT_JSON: 1, BODY_TOO_LARGE: 2 })
})

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH'])('%s of a procedure is 405 with Allow', async (method) => {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write(`${method} /trpc/system.health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 405 .*allow: GET, HEAD, POST, OPTIONS\r\n/is)
  expect(JSON.parse(body)).toMatchObject({ error: { data: { analytics: { code: 'METHOD_NOT_ALLOWED' } } } })
})

test('an expectation that nobody knows changes nothing', async () => {
  const { status, body } = await getRaw(`${server.url}/api/health`, { expect: '200-ok' })
  expect([status, JSON.parse(body)]).toMatchObject([200, { status: 'healthy' }])
})

test('what tRPC refuses before it knows the calls is JSON, and says so', async () => {
  const response = await server.get('/trpc/system.health', { headers: { 'trpc-accept': 'application/jsonl' } })
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json'])
  expect(await response.json()).toMatchObject({ error: { data: { analytics: { code: 'VALIDATION_FAILED' } } } })
})

test('what is refused before it has a route tells browsers to guess no type, too', async () => {
  const response = await server.get('/assets/%ff')
  expect([response.status, response.headers.get('x-content-type-options')]).toEqual([400, 'nosniff'])
})
