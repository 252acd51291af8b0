import { procedures } from '@son1k/api'
import type { Event } from '@son1k/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { openServer, startServer, type TestServer } from './support/start-server.js'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const HOUR = 3_600_000
const range = { days: 7 }

/** What each question is asked. A new one fails the test until it is here. */
const INPUTS: Record<string, object> = {
  summary: { range },
  timeseries: { range, metric: 'generations', interval: 'day', by: 'style' },
  breakdown: { range, dimension: 'prompt', metric: 'generations', limit: 10 },
  hours: { range, metric: 'generations' },
  latency: { range },
  patience: { range },
  quality: { range },
  retention: { range, interval: 'day' },
  funnel: { range, per: 'user', steps: [{ state: 'requested' }, { state: 'succeeded' }, { action: 'save' }] },
  ai: { range },
  errors: { range },
  lifecycle: { range },
  matrix: { range, dimensions: ['style', 'mood'] },
  prompts: { range },
  promptFamilies: { range },
  promptTerms: { range },
  promptLengths: { range },
  users: { range },
  user: { range, userId: 'somebody' },
  userTimeline: { range, userId: 'somebody' },
  export: { question: 'breakdown', format: 'csv', input: { range, dimension: 'style' } },
}
const QUESTIONS = Object.entries(procedures.analytics).flatMap(([name, { _def }]) =>
  `${_def.type}` === 'query' ? [name] : [],
)

/** The same story of other people: ids, texts and counts all differ, but for one id that two people have. */
function eventsOf(owner: string, tracks: number): Event[] {
  const id = (kind: number, index: number) =>
    `019a0000-000${kind}-7000-8000-${owner.charCodeAt(0).toString(16).padStart(4, '0')}${String(index).padStart(8, '0')}`
  return Array.from({ length: tracks }, (_, index) => {
    const occurredAt = (afterMs: number) => new Date(NOW - (index + 1) * 5 * HOUR + afterMs).toISOString()
    const userId = index === 1 ? 'somebody' : `${owner}-user-${index % (tracks - 3)}`
    const common = { userId, sessionId: id(9, index) }
    const track = { prompt: `${owner} prompt`, style: `${owner} style`, mood: `${owner} mood`, aiEnhanced: true }
    const generationId = id(8, index)
    return [
      { type: 'session.start', id: id(0, index), occurredAt: occurredAt(0), ...common },
      { type: 'generation.start', id: id(1, index), occurredAt: occurredAt(1000), generationId, ...common, ...track },
      {
        type: 'generation',
        id: id(2, index),
        occurredAt: occurredAt(9000),
        generationId,
        generationSeconds: 8,
        ...(index === 0 && { outcome: 'failed' as const, errorMessage: `${owner} failed` }),
        ...common,
        ...track,
      },
      {
        type: 'interaction',
        id: id(3, index),
        occurredAt: occurredAt(12_000),
        action: 'save',
        element: `${owner} button`,
        generationId,
        ...common,
      },
    ] satisfies Event[]
  }).flat()
}

/** A server with two apps, asked for one of them, and one that has nothing but the events of that one. */
let both: TestServer
let alone: TestServer
let readToken: string
let writeKey: string

beforeAll(async () => {
  const now = () => NOW
  both = await openServer({ now, adminToken: 'an-admin-token-of-this-test' })
  alone = await openServer({ now })
  const { registry } = both.store
  await registry.createApp({ slug: 'studio', timeZone: 'UTC' })
  readToken = (await registry.createToken({ right: 'read', app: 'studio' })).secret
  writeKey = (await registry.createToken({ right: 'track', app: 'studio' })).secret
  await both.post('/trpc/admin.changeApp', { app: 'studio', name: 'Studio' }, authorized('an-admin-token-of-this-test'))
  const sentAt = new Date(NOW).toISOString()
  await both.post('/trpc/track.batch', { sentAt, events: eventsOf('theirs', 9) })
  await both.post('/trpc/track.batch', { sentAt, key: writeKey, events: eventsOf('ours', 5) })
  await alone.post('/trpc/track.batch', { sentAt, events: eventsOf('ours', 5) })
  return async () => {
    await both.close()
    await alone.close()
  }
})

const authorized = (token: string) => ({ authorization: `Bearer ${token}` })
const ask = async (server: TestServer, path: string, headers: Record<string, string> = {}) => {
  const answer = await server.get(path, { headers })
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.text()).replaceAll(/"timestamp":"[^"]*"/g, '')
}

describe('an app sees of itself what it would see if it were alone', () => {
  test.each(QUESTIONS)('asking for %s', async (name) => {
    const input = INPUTS[name]
    if (input === undefined) throw new Error(`${name} has no input in the table`)
    const path = `/trpc/analytics.${name}?input=${encodeURIComponent(JSON.stringify(input))}`
    const answer = await ask(both, path, authorized(readToken))
    expect(answer).toBe(await ask(alone, path))
    expect(answer).not.toContain('theirs')
    // The other app's answer is another one: the question does look at events.
    expect(await ask(both, path, authorized('an-admin-token-of-this-test'))).not.toBe(answer)
  })

  test('in the live view, the REST numbers and the count of its events', async () => {
    const rest = await ask(both, '/api/analytics', authorized(readToken))
    expect(rest).toBe(await ask(alone, '/api/analytics'))
    expect(JSON.parse(await ask(both, '/trpc/system.status', authorized(readToken)))).toMatchObject({
      result: { data: { database: { events: 20 } } },
    })
    const stream = await both.get('/trpc/analytics.live', { headers: authorized(readToken) })
    const reader = stream.body?.getReader()
    let text = ''
    while (!text.includes('recentEvents')) text += new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
    expect(text).toContain('ours')
    expect(text).not.toContain('theirs')
  })
})

test('a token of all apps chooses one by X-App; that of one app gets no other', async () => {
  const admin = { ...authorized('an-admin-token-of-this-test'), 'x-app': 'studio' }
  expect(await ask(both, '/api/analytics', admin)).toBe(await ask(both, '/api/analytics', authorized(readToken)))
  const status = async (headers: Record<string, string>) => (await both.get('/api/analytics', { headers })).status
  expect(await status({ ...authorized(readToken), 'x-app': 'default' })).toBe(403)
  expect(await status({ ...authorized(readToken), 'x-app': 'none' })).toBe(403)
  expect(await status({ ...authorized(readToken), 'x-app': 'studio' })).toBe(200)
  expect(await status({ ...admin, 'x-app': 'none' })).toBe(404)
})

test('a session of one app can not be ended with the key of another', async () => {
  const started = await both.post('/trpc/session.start', { userId: 'theirs' })
  const { sessionId } = await dataOf(started)
  const ended = async (headers: Record<string, string>) =>
    await dataOf(await both.post('/trpc/session.end', { sessionId }, headers))
  expect(await ended({ 'x-write-key': writeKey })).toEqual({ ended: false })
  expect(await ended({})).toEqual({ ended: true })
})

test('each app has origins of its own, and a change by its administrator applies at once', async () => {
  const adminToken = 'an-admin-token-of-this-test'
  const server = await startServer({ allowedOrigins: ['https://music.example'], adminToken })
  const administer = async (procedure: string, input: object) =>
    await dataOf(await server.post(`/trpc/admin.${procedure}`, input, authorized(adminToken)))
  const send = async (origin: string, key?: string) => {
    const headers = { origin, ...(key !== undefined && { 'x-write-key': key }) }
    return (await server.post('/api/track/generation', { user_id: 'ana' }, headers)).status
  }
  // A page that names a key before there are any is a page of `default`.
  expect(await send('https://music.example', 'anything')).toBe(200)
  await administer('createApp', { slug: 'studio', origins: ['https://studio.example'] })
  const { id, secret } = await administer('createToken', { right: 'track', app: 'studio' })
  expect(await send('https://music.example', 'anything')).toBe(401)
  expect(await send('https://music.example')).toBe(200)
  expect(await send('https://studio.example')).toBe(403)
  expect(await send('https://studio.example', secret)).toBe(200)
  expect(await send('https://music.example', secret)).toBe(403)
  const preflight = await server.get('/trpc/track.batch', {
    method: 'OPTIONS',
    headers: { origin: 'https://studio.example', 'access-control-request-method': 'POST' },
  })
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://studio.example')
  const rotated = await administer('rotateToken', { id })
  expect([await send('https://studio.example', secret), await send('https://studio.example', rotated.secret)]).toEqual([
    401, 200,
  ])
  await administer('changeApp', { app: 'studio', origins: ['*'] })
  expect(await send('https://music.example', rotated.secret)).toBe(200)
  const tokens = await (await server.get('/trpc/admin.tokens', { headers: authorized(adminToken) })).text()
  expect(tokens).toContain('"label":"ADMIN_TOKEN"')
  for (const hidden of [secret, rotated.secret, adminToken, 'hash']) expect(tokens).not.toContain(hidden)
  expect(server.log()).not.toContain(secret)
})
