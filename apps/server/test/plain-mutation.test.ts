import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer, startServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer({ allowedOrigins: ['https://music.example'] })
})
afterAll(() => server.close())

const JSON_TYPE = { 'content-type': 'application/json' }
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What came back but for ids and dates. */
async function answerOf(response: Response) {
  const { date: _date, ...headers } = Object.fromEntries(response.headers)
  const body = (await response.text()).replace(UUID, 'an id').replace(/request id [\w-]+/, 'a request id')
  return { status: response.status, headers, body }
}

/** The answers to one call, as it mostly comes and as tRPC's own adapter answers it: a query leads there. */
async function bothAnswers(on: TestServer, [path, body, headers]: [string, unknown, Record<string, string>?]) {
  const post = async (url: string) =>
    answerOf(await on.post(url, typeof body === 'function' ? body() : body, { ...JSON_TYPE, ...headers }))
  return { plain: await post(`/trpc/${path}`), stock: await post(`/trpc/${path}?stock`) }
}

const dropsOf = async (on: TestServer) => {
  const answer = (await (await on.get('/trpc/system.status')).json()) as { result: { data: { drops: object } } }
  return answer.result.data.drops
}

const now = () => new Date().toISOString()
const event = (more: object = {}) => ({
  type: 'generation',
  id: randomUUID(),
  occurredAt: now(),
  userId: 'ana',
  ...more,
})
const large = {
  prompt: 'ñ'.repeat(4_000),
  errorMessage: 'ñ'.repeat(2_000),
  instruments: Array(32).fill('í'.repeat(200)),
}

describe('a mutation called alone is answered as by the adapter of tRPC, to the byte', () => {
  test.each<[string, number, [string, unknown, Record<string, string>?]]>([
    ['a generation', 200, ['track.generation', { userId: 'ana', prompt: 'una canción' }]],
    ['a generation of an allowed page', 200, ['track.generation', event, { origin: 'https://music.example' }]],
    ['an interaction', 200, ['track.interaction', { userId: 'ana', action: 'click', element: 'A' }]],
    ['the start of a session', 200, ['session.start', { userId: 'ana' }]],
    ['the end of one that is unknown', 200, ['session.end', { sessionId: randomUUID() }]],
    ['a batch', 200, ['track.batch', () => ({ sentAt: now(), events: [event(), event({ tempoBpm: 0 }), 1] })]],
    [
      'a batch as text',
      200,
      ['track.batch', () => ({ sentAt: now(), events: [event()] }), { 'content-type': 'text/plain' }],
    ],
    [
      'a type with a charset',
      200,
      ['session.start', { userId: 'ana' }, { 'content-type': 'Application/JSON;charset=utf-8' }],
    ],
    ['wrong input', 400, ['track.generation', { userId: '', tempoBpm: 0 }]],
    ['input that is no object', 400, ['track.interaction', '7']],
    ['no JSON', 400, ['session.start', '{']],
    ['no input', 400, ['session.end', '']],
    ['no batch', 400, ['track.batch', {}]],
    ['an old event', 400, ['track.generation', { userId: 'ana', occurredAt: '2020-01-01T00:00:00Z' }]],
    ['an event that is too large', 413, ['track.generation', { userId: 'ana', ...large }]],
    ['another origin', 403, ['track.generation', { userId: 'ana' }, { origin: 'https://evil.example' }]],
    ['a stream', 400, ['track.generation', { userId: 'ana' }, { 'trpc-accept': 'application/jsonl' }]],
    ['a wrong type', 415, ['track.generation', '{}', { 'content-type': 'text/plain' }]],
    ['an unknown procedure', 404, ['track.nothing', {}]],
  ])('%s', async (_what, status, call) => {
    const before = await dropsOf(server)
    const { plain, stock } = await bothAnswers(server, call)
    expect(plain).toEqual(stock)
    expect(plain.status).toBe(status)
    const isTwice = ([code, count]: [string, number]) =>
      (count - (Object.entries(before).find(([c]) => c === code)?.[1] ?? 0)) % 2 === 0
    expect(Object.entries(await dropsOf(server)).filter((drop) => !isTwice(drop))).toEqual([])
  })

  test('a store that is gone, and a failure that nobody foresaw', async () => {
    const broken = await startServer()
    const call: [string, object] = ['track.generation', { userId: 'ana' }]
    const ingest = broken.store.ingest.bind(broken.store)
    broken.store.ingest = () => Promise.reject(new Error('SELECT secret FROM internals'))
    const unforeseen = await bothAnswers(broken, call)
    expect(unforeseen.plain).toEqual(unforeseen.stock)
    expect([unforeseen.plain.status, unforeseen.plain.body]).toEqual([500, expect.not.stringContaining('secret')])
    expect(await dropsOf(broken)).toEqual({ INTERNAL: 2 })
    broken.store.ingest = ingest
    await broken.store.close()
    const gone = await bothAnswers(broken, call)
    expect(gone.plain).toEqual(gone.stock)
    expect([gone.plain.status, gone.plain.headers['retry-after']]).toEqual([503, expect.any(String)])
  })
})

test('a mutation in a batch call is answered in a batch', async () => {
  const response = await server.post('/trpc/track.generation?batch=1', { 0: { userId: 'ana' } })
  expect(await response.json()).toEqual([{ result: { data: { eventId: expect.any(String) } } }])
})
