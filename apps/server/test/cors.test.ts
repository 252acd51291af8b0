import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer, startServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server.close())

const allowedOrigin = (response: Response) => response.headers.get('access-control-allow-origin')
const preflight = (on: TestServer, path: string, origin: string, method = 'POST') =>
  on.get(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type,authorization',
    },
  })

describe('a page on any other origin may track', () => {
  test.each([
    '/api/session/start',
    '/api/track/generation',
    '/api/track/batch',
    '/trpc/track.batch',
    '/trpc/session.start',
  ])('the preflight of %s is answered', async (path) => {
    const response = await preflight(server, path, 'https://music.example')
    expect(response.status).toBe(204)
    expect(allowedOrigin(response)).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(response.headers.get('access-control-allow-headers')).toContain('content-type')
  })

  test('the answer may be read, that of a refusal too', async () => {
    const origin = { origin: 'https://music.example' }
    for (const body of [{ user_id: 'ana' }, {}, 'hello']) {
      expect(allowedOrigin(await server.post('/api/track/generation', body, origin))).toBe('*')
    }
    const long = await server.post('/api/track/generation', 'x'.repeat(600_000), origin)
    expect([long.status, allowedOrigin(long)]).toEqual([413, '*'])
  })
})

test('only the allowed origins may track when some are named, and they may read with a token', async () => {
  const origins = ['https://music.example', 'https://studio.example']
  const strict = await startServer({ allowedOrigins: origins })
  for (const path of ['/api/track/generation', '/trpc/track.batch', '/api/analytics']) {
    expect(allowedOrigin(await preflight(strict, path, 'https://studio.example'))).toBe('https://studio.example')
    expect(allowedOrigin(await preflight(strict, path, 'https://evil.example'))).toBeNull()
  }
})

describe('reading is for pages of this machine, by name', () => {
  test.each(['/api/analytics', '/trpc/analytics.summary', '/trpc/system.health,analytics.live', '/trpc/system.status'])(
    '%s',
    async (path) => {
      expect(allowedOrigin(await preflight(server, path, 'http://localhost:3000', 'GET'))).toBe('http://localhost:3000')
      expect(allowedOrigin(await preflight(server, path, 'https://music.example', 'GET'))).toBeNull()
      expect(allowedOrigin(await preflight(server, path, 'null', 'GET'))).toBeNull()
    },
  )

  test.each(['/api/analytics', '/trpc/system.status'])(
    '%s names the page, and tells caches that it does',
    async (path) => {
      const response = await server.get(path, { headers: { origin: 'http://127.0.0.1:5173' } })
      expect([response.status, allowedOrigin(response)]).toEqual([200, 'http://127.0.0.1:5173'])
      expect(response.headers.get('vary')?.toLowerCase()).toContain('origin')
    },
  )
})

test('a page elsewhere may read why it may not read, and nothing else', async () => {
  const origin = 'https://music.example'
  for (const path of ['/api/analytics', '/trpc/system.status', '/trpc/admin.apps']) {
    const refused = await server.get(path, { headers: { origin } })
    expect([path, refused.status, allowedOrigin(refused)]).toEqual([path, 401, origin])
    expect(await refused.text()).toMatch(/token/)
  }
  const wrong = await server.get('/api/analytics?days=0', { headers: { host: 'localhost' } })
  expect([wrong.status, allowedOrigin(wrong)]).toEqual([400, null])
})

test('anyone may ask how the server is', async () => {
  expect(allowedOrigin(await server.get('/api/health', { headers: { origin: 'https://music.example' } }))).toBe('*')
})

describe('when some origins are named', () => {
  const allowedOrigins = ['https://music.example']
  const event = { type: 'interaction', id: randomUUID(), occurredAt: new Date().toISOString() }
  const sent: [string, object][] = [
    ['/api/track/generation', { user_id: 'ana' }],
    ['/api/%74rack/generation', { user_id: 'ana' }],
    ['/api/session/start', { user_id: 'ana' }],
    ['/trpc/track.generation', { userId: 'ana' }],
    [
      '/trpc/track.batch',
      { sentAt: event.occurredAt, events: [{ ...event, userId: 'ana', action: 'click', element: 'A' }] },
    ],
    ['/trpc/nothing,track.generation?batch=1', { 1: { userId: 'ana' } }],
  ]

  test('what a page of another origin sends is refused, whatever its type, and not stored', async () => {
    const strict = await startServer({ allowedOrigins })
    for (const [path, body] of sent) {
      for (const type of ['application/json', 'text/plain'])
        for (const origin of ['https://evil.example', 'null']) {
          const response = await strict.post(path, body, { 'content-type': type, origin })
          const isWrongType = type === 'text/plain' && path.startsWith('/trpc') && !path.endsWith('/track.batch')
          if (!isWrongType) expect(await response.text()).toContain('"code":"FORBIDDEN"')
          if (!isWrongType && !path.includes('batch=1')) expect([path, response.status]).toEqual([path, 403])
        }
    }
    expect((await strict.store.status(1)).events).toBe(0)
  })

  test('the pages of those, those of the server itself and programs may send', async () => {
    const strict = await startServer({ allowedOrigins })
    const asking: Record<string, string>[] = [{ origin: 'https://music.example' }, { origin: strict.url }, {}]
    for (const headers of asking) {
      for (const [path, body] of sent.filter(([path]) => !path.includes('nothing')))
        expect([path, (await strict.post(path, body, headers)).status]).toEqual([path, 200])
    }
  })
})

test('with a read token pages of any origin may ask, and see why they are refused, since the token is the guard', async () => {
  const readToken = 'a-very-long-random-token'
  const guarded = await startServer({ readToken })
  const origin = 'https://music.example'
  for (const path of ['/api/analytics', '/trpc/system.status', '/trpc/analytics.live']) {
    const asked = await preflight(guarded, path, origin, 'GET')
    expect([path, asked.status, allowedOrigin(asked)]).toEqual([path, 204, origin])
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization')
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
  }
  for (const path of ['/api/analytics', '/trpc/system.status']) {
    const refused = await guarded.get(path, { headers: { origin } })
    expect([path, refused.status, allowedOrigin(refused)]).toEqual([path, 401, origin])
    const shown = await guarded.get(path, { headers: { origin, authorization: `Bearer ${readToken}` } })
    expect([path, shown.status, allowedOrigin(shown)]).toEqual([path, 200, origin])
  }
  expect(allowedOrigin(await guarded.get('/trpc/system.health', { headers: { origin } }))).toBe('*')
})
