import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createReadCheck } from '../src/access/authorize-read.js'
import { environmentTokens } from '../src/access/environment-tokens.js'
import { openRegister } from '../src/access/register.js'
import { openSessions } from '../src/access/sessions.js'
import { getRaw } from './support/get-raw.js'
import { openServer, startServer, type TestServer } from './support/start-server.js'

let untouched: TestServer
beforeAll(async () => {
  untouched = await openServer()
})
afterAll(() => untouched.close())

type Rules = { host: string; readToken?: string }

async function checkOf({ host, ...tokens }: Rules) {
  const register = await openRegister({
    registry: untouched.store.registry,
    environment: environmentTokens(tokens),
    now: Date.now,
    onError: (error) => {
      throw error
    },
  })
  register.stop()
  const sessions = await openSessions({ register, registry: untouched.store.registry, now: Date.now })
  const check = createReadCheck({ host, register, sessions })
  return ({ headers }: { headers: Record<string, string> }) => check({ headers, host: headers.host ?? '' })
}

const mayRead = async (rules: Rules, headers: Record<string, string>) => {
  const check = await checkOf(rules)
  try {
    check({ headers })
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'UNAUTHORIZED', message: expect.stringMatching(/token/i) })
    return false
  }
}

describe('without a token, bound to loopback', () => {
  test.each<[boolean, string, Record<string, string>]>([
    [true, 'a program of this machine', { host: 'localhost:8002' }],
    [true, 'by address', { host: '127.0.0.1:8002' }],
    [true, 'by address, IPv6', { host: '[::1]:8002' }],
    [true, 'a page of its own', { host: 'localhost:8002', origin: 'http://localhost:8002' }],
    [
      true,
      'a page at another port',
      { host: 'localhost:8002', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
    ],
    [
      true,
      'a page at an address',
      { host: 'localhost:8002', origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'cross-site' },
    ],
    [
      false,
      'a page elsewhere',
      { host: 'localhost:8002', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ],
    [false, 'a page that hides', { host: 'localhost:8002', origin: 'null' }],
    [false, 'an image on a page elsewhere', { host: 'localhost:8002', 'sec-fetch-site': 'cross-site' }],
    [false, 'a name that was pointed here', { host: 'evil.example:8002' }],
    [false, 'a name that was pointed here, with its page', { host: 'evil.example', origin: 'http://evil.example' }],
    [false, 'a name that looks like us', { host: 'localhost.evil.example' }],
    [false, 'no host', {}],
    [false, 'a host that is none', { host: 'a b' }],
    [false, 'through a proxy', { host: 'localhost:8002', 'x-forwarded-for': '203.0.113.9' }],
    [false, 'through a proxy that says so otherwise', { host: 'localhost:8002', forwarded: 'for=203.0.113.9' }],
    [false, 'through a proxy that says it is one', { host: 'localhost:8002', via: '1.1 proxy' }],
  ])('%s: %s', async (expected, _who, headers) => {
    expect(await mayRead({ host: '127.0.0.1' }, headers)).toBe(expected)
  })
})

test('without a token, bound to the world, nobody reads, and the answer says so', async () => {
  expect(await mayRead({ host: '0.0.0.0' }, { host: 'localhost:8002' })).toBe(false)
  const check = await checkOf({ host: '0.0.0.0' })
  expect(() => check({ headers: { host: 'localhost:8002' } })).toThrow(/^Reading is closed.*READ_TOKEN/)
})

describe('with a token', () => {
  const readToken = 'a-very-long-random-token'
  test.each<[boolean, string, Record<string, string>]>([
    [
      true,
      'who shows it, from anywhere',
      { host: 'music.example', authorization: `Bearer ${readToken}`, 'x-forwarded-for': '1' },
    ],
    [true, 'whatever case the scheme has', { host: 'music.example', authorization: `bearer ${readToken}` }],
    [false, 'who shows none, from here too', { host: 'localhost:8002' }],
    [false, 'who shows a wrong one', { host: 'localhost:8002', authorization: 'Bearer a-very-long-random-tokem' }],
    [false, 'who shows it otherwise', { host: 'localhost:8002', authorization: `Basic ${readToken}` }],
  ])('%s: %s', async (expected, _who, headers) => {
    expect(await mayRead({ host: '127.0.0.1', readToken }, headers)).toBe(expected)
  })
})

describe('over HTTP', () => {
  const readToken = 'a-very-long-random-token'
  const reading = [
    '/api/analytics',
    '/trpc/analytics.summary?input=%7B%22range%22%3A%7B%22days%22%3A1%7D%7D',
    '/trpc/system.status',
  ]
  const authorization = `Bearer ${readToken}`

  test('every route that reads asks for the token, and no other does', async () => {
    const server = await startServer({ readToken })
    for (const path of reading) {
      const refused = await server.get(path)
      expect([path, refused.status, refused.headers.get('www-authenticate')]).toEqual([path, 401, 'Bearer'])
      const allowed = await server.get(path, { headers: { authorization } })
      expect([path, allowed.status]).toEqual([path, 200])
    }
    expect((await server.get('/api/health')).status).toBe(200)
    expect((await server.get('/trpc/system.health')).status).toBe(200)
    expect((await server.post('/api/track/generation', { user_id: 'ana' })).status).toBe(200)
  })

  test('the live stream says in its first message that it needs the token, and shows nothing', async () => {
    const server = await startServer({ readToken })
    const stream = await (await server.get('/trpc/analytics.live')).text()
    expect(stream).toMatch(/event: serialized-error\ndata: .*"code":"UNAUTHORIZED"/)
    expect(stream).not.toContain('activeSessions')
  })

  test('a request under a foreign name is refused in the envelope of errors', async () => {
    const server = await startServer()
    const { status, body } = await getRaw(`${server.url}/api/analytics`, { host: 'evil.example' })
    expect([status, JSON.parse(body)]).toMatchObject([401, { success: false, error: { code: 'UNAUTHORIZED' } }])
  })
})
