import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer, startServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server.close())

const event = (more: object = {}) => ({
  type: 'generation',
  id: randomUUID(),
  occurredAt: new Date().toISOString(),
  userId: 'ana',
  ...more,
})
const batch = (events: unknown[]) => ({ sentAt: new Date().toISOString(), events })
const notUtf8 = new Uint8Array([...Buffer.from('{"userId":"'), 0xff, ...Buffer.from('"}')])
const dataOf = async (response: Response) => ((await response.json()) as { result: { data: unknown } }).result.data

describe('track.batch', () => {
  test.each(['application/json', 'text/plain;charset=UTF-8'])('takes %s', async (type) => {
    const response = await server.post('/trpc/track.batch', batch([event(), event()]), { 'content-type': type })
    expect(await dataOf(response)).toEqual({ accepted: 2, duplicates: 0, rejected: [] })
  })

  test('one poisoned event does not stop the good ones', async () => {
    const good = event()
    const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } }
    const events = [
      event({ params: deep }),
      good,
      good,
      null,
      event({ tempoBpm: 0 }),
      event({ occurredAt: '2020-01-01T00:00:00Z' }),
    ]
    expect(await dataOf(await server.post('/trpc/track.batch', batch(events)))).toEqual({
      accepted: 1,
      duplicates: 1,
      rejected: [
        { index: 0, code: 'VALIDATION_FAILED', message: 'params must not nest deeper than 5' },
        { index: 3, code: 'VALIDATION_FAILED', message: 'the event must be an object' },
        { index: 4, code: 'VALIDATION_FAILED', message: 'tempoBpm must be more than 0' },
        { index: 5, code: 'TOO_OLD', message: expect.any(String) },
      ],
    })
  })

  test('an event that is too large is refused alone', async () => {
    const wide = {
      prompt: 'ñ'.repeat(4_000),
      errorMessage: 'ñ'.repeat(2_000),
      instruments: Array(32).fill('í'.repeat(200)),
    }
    expect(await dataOf(await server.post('/trpc/track.batch', batch([event(wide), event()])))).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [{ index: 0, code: 'EVENT_TOO_LARGE', message: expect.any(String) }],
    })
  })
})

describe('errors', () => {
  test.each<[string, number, string, (on: TestServer) => Promise<Response>]>([
    ['wrong input', 400, 'VALIDATION_FAILED', (on) => on.post('/trpc/track.generation', { userId: '' })],
    ['no JSON', 400, 'NOT_JSON', (on) => on.post('/trpc/track.generation', '{')],
    ['a query that is no JSON', 400, 'NOT_JSON', (on) => on.get('/trpc/analytics.summary?input={')],
    ['an unknown procedure', 404, 'NOT_FOUND', (on) => on.get('/trpc/track.nothing')],
    ['a mutation by GET', 405, 'METHOD_NOT_ALLOWED', (on) => on.get('/trpc/track.generation')],
    ['a body that is too large', 413, 'BODY_TOO_LARGE', (on) => on.post('/trpc/track.batch', 'x'.repeat(600_000))],
    [
      'a wrong type',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      (on) => on.post('/trpc/track.generation', '{}', { 'content-type': 'text/plain' }),
    ],
  ])('%s is %i %s, without a stack', async (_what, status, code, call) => {
    const response = await call(server)
    const text = await response.text()
    expect(response.status).toBe(status)
    const { error } = JSON.parse(text) as { error: unknown }
    expect(error).toMatchObject({
      message: expect.any(String),
      data: { httpStatus: status, analytics: { code, issues: expect.any(Array), retryAfterSeconds: null } },
    })
    expect(text).not.toMatch(/stack|node_modules|\.js:\d/)
  })

  test.each<[string, RegExp, (on: TestServer) => Promise<Response>]>([
    ['no UTF-8', /not UTF-8/, (on) => on.post('/trpc/track.generation', notUtf8)],
    ['no UTF-8 in text', /not UTF-8/, (on) => on.post('/trpc/track.batch', notUtf8, { 'content-type': 'text/plain' })],
    ['a query that is no JSON', /^The input is not JSON/, (on) => on.get('/trpc/analytics.summary?input={')],
    ['no input', /^the input is required$/, (on) => on.get('/trpc/analytics.summary')],
    [
      'an input that is no object',
      /^the input must be a JSON object$/,
      (on) => on.get('/trpc/analytics.summary?input=7'),
    ],
    [
      'a wrong type',
      /^The body must be JSON/,
      (on) => on.post('/trpc/track.generation', '{}', { 'content-type': 'text/plain' }),
    ],
  ])('say what is wrong: %s', async (_what, message, call) => {
    const response = await call(server)
    expect([400, 415]).toContain(response.status)
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(message) } })
  })

  test('of wrong input name the field', async () => {
    const { error } = (await (await server.post('/trpc/session.end', { sessionId: 'no-uuid' })).json()) as {
      error: { data: { analytics: object } }
    }
    expect(error.data.analytics).toMatchObject({ issues: [{ path: 'sessionId', message: 'must be a UUID' }] })
  })

  test('of a store that is gone say when to come again', async () => {
    const broken = await startServer()
    await broken.store.close()
    const response = await broken.post('/trpc/track.batch', batch([event()]))
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({
      error: { data: { analytics: { code: 'STORE_UNAVAILABLE', retryAfterSeconds: expect.any(Number) } } },
    })
  })

  test('that nobody foresaw show a request id, which the log explains, and nothing more', async () => {
    const broken = await startServer()
    broken.store.summary = () => Promise.reject(new Error('SELECT secret FROM internals'))
    for (const path of ['/api/analytics', '/trpc/analytics.summary?input={"range":{"days":1}}']) {
      const response = await broken.get(path)
      const text = await response.text()
      expect(response.status).toBe(500)
      expect(text).not.toContain('secret')
      const id = /request id ([\w-]+)/.exec(text)?.[1]
      const line = broken
        .log()
        .split('\n')
        .find((logged) => id !== undefined && logged.includes(id) && logged.includes('secret'))
      expect(line).toContain('"level":50')
    }
  })
})

test('calls made together are answered together, each with its own fate', async () => {
  const input = encodeURIComponent(JSON.stringify({ 1: { range: { days: 0 } } }))
  const response = await server.get(`/trpc/system.health,analytics.summary?batch=1&input=${input}`)
  expect(response.status).toBe(207)
  expect(await response.json()).toMatchObject([
    { result: { data: { status: 'healthy' } } },
    { error: { data: { analytics: { code: 'VALIDATION_FAILED' } } } },
  ])
})

test('system.status tells of the process, the database and what was dropped', async () => {
  const watched = await startServer()
  await watched.post('/trpc/track.batch', batch([event(), null]))
  const latency = { count: 1, p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) }
  expect(await dataOf(await watched.get('/trpc/system.status'))).toEqual({
    version: '0.0.0-test',
    startedAt: expect.any(String),
    uptimeSeconds: expect.any(Number),
    availability: expect.any(Array),
    cpuShare: expect.any(Number),
    rssBytes: expect.any(Number),
    eventLoopLagMs: { p50: expect.any(Number), p99: expect.any(Number) },
    database: { kind: 'file', bytes: expect.any(Number), events: 1 },
    queue: { events: 0, bytes: 0 },
    ingest: latency,
    responses: latency,
    liveSubscribers: 0,
    drops: { VALIDATION_FAILED: 1 },
  })
})
