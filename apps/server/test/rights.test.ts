import { procedures } from '@son1k/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { routesOf } from './support/routes-of.js'
import { openServer, type TestServer } from './support/start-server.js'

type Access = 'public' | 'track' | 'read' | 'admin'

/** Of every address. A new one fails the test until it has its place here. */
const ROUTES: Record<string, Access> = {
  '/api/health': 'public',
  '/api/openapi.json': 'public',
  '/api/docs': 'public',
  '/api/docs.css': 'public',
  // These look at the page that asks, and the second at the token that it gives.
  '/api/login': 'public',
  '/api/logout': 'public',
  '/demo': 'public',
  '/demo/*': 'public',
  '/*': 'public',
  '/api/session/start': 'track',
  '/api/session/end': 'track',
  '/api/track/generation': 'track',
  '/api/track/interaction': 'track',
  '/api/track/batch': 'track',
  '/api/analytics': 'read',
  '/api/analytics/:file': 'read',
  '/metrics': 'read',
  '/api/privacy/person': 'admin',
}

/** Of every procedure, by its entity; those that differ from it have their own line. */
const PROCEDURES: Record<string, Access> = {
  session: 'track',
  track: 'track',
  analytics: 'read',
  'system.health': 'public',
  'system.status': 'read',
  'system.alerts': 'read',
  admin: 'admin',
  privacy: 'admin',
}

const CALLERS = ['nobody', 'writer', 'reader', 'admin', 'revoked', 'unknown'] as const
type Caller = (typeof CALLERS)[number]

/** What comes of it. `allowed`: it is let in, whatever is said of what it asks. */
type Outcome = 'allowed' | 'UNAUTHORIZED' | 'FORBIDDEN'

const EXPECTED: Record<Access, Record<Caller, Outcome>> = {
  public: all('allowed'),
  track: { ...all('UNAUTHORIZED'), writer: 'allowed' },
  read: { ...all('UNAUTHORIZED'), writer: 'FORBIDDEN', reader: 'allowed', admin: 'allowed' },
  admin: { ...all('UNAUTHORIZED'), writer: 'FORBIDDEN', reader: 'FORBIDDEN', admin: 'allowed' },
}

function all(outcome: Outcome): Record<Caller, Outcome> {
  return { nobody: outcome, writer: outcome, reader: outcome, admin: outcome, revoked: outcome, unknown: outcome }
}

let server: TestServer
let routes: string[]
const secrets: Partial<Record<Caller, string>> = { unknown: 'son1k_admin_that-nobody-made' }

beforeAll(async () => {
  const adminToken = 'an-admin-token-of-the-environment'
  routes = await routesOf(async () => {
    server = await openServer({ adminToken, requestsPerMinute: 100_000 })
  })
  const administer = async (procedure: string, input: object) =>
    dataOf(await server.post(`/trpc/admin.${procedure}`, input, { authorization: `Bearer ${adminToken}` }))
  await administer('changeApp', { app: 'default', requiresKey: true })
  secrets.writer = (await administer('createToken', { right: 'track', app: 'default' })).secret
  secrets.reader = (await administer('createToken', { right: 'read' })).secret
  secrets.admin = (await administer('createToken', { right: 'admin' })).secret
  const revoked = await administer('createToken', { right: 'admin' })
  await administer('revokeToken', { id: revoked.id })
  secrets.revoked = revoked.secret
})
afterAll(() => server.close())

/** From elsewhere: as if through a proxy. */
function headersOf(caller: Caller): Record<string, string> {
  const secret = secrets[caller]
  const elsewhere = { 'x-forwarded-for': '203.0.113.9' }
  return secret === undefined ? elsewhere : { ...elsewhere, authorization: `Bearer ${secret}`, 'x-write-key': secret }
}

async function outcomeOf(method: string, path: string, caller: Caller): Promise<Outcome> {
  const leaving = new AbortController()
  const response = await fetch(server.url + path, {
    method,
    redirect: 'manual',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', ...headersOf(caller) },
    ...(method === 'POST' && { body: '{}' }),
  })
  const beginning = await response.body?.getReader().read()
  leaving.abort()
  const text = new TextDecoder().decode(beginning?.value)
  for (const code of ['UNAUTHORIZED', 'FORBIDDEN'] as const) {
    const isRefusal = response.status === (code === 'UNAUTHORIZED' ? 401 : 403)
    if (isRefusal || text.includes(`"code":"${code}"`)) return code
  }
  return 'allowed'
}

test('every address has its place in the table, and nothing is in it that is not there', () => {
  const paths = new Set(routes.map((route) => route.replace(/^\S+ /, '')).filter((path) => path !== '/trpc/:path'))
  expect([...paths].toSorted()).toEqual(Object.keys(ROUTES).toSorted())
})

describe.each(CALLERS)('%s', (caller) => {
  test.each(Object.entries(ROUTES))('at %s, which is for: %s', async (path, access) => {
    const method = access === 'track' || path === '/api/logout' ? 'POST' : 'GET'
    expect(routes).toContain(`${method} ${path}`)
    expect(await outcomeOf(method, path.replace('*', ''), caller)).toBe(EXPECTED[access][caller])
    // No other method gets around it: it is refused for everyone, or tells no more than which methods there are.
    for (const other of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].filter((each) =>
      routes.includes(`${each} ${path}`),
    )) {
      const response = await fetch(server.url + path.replace('*', ''), { method: other, headers: headersOf(caller) })
      const isGuarded = other === 'HEAD' && (access === 'read' || access === 'admin')
      if (isGuarded) expect([401, 403].includes(response.status)).toBe(EXPECTED[access][caller] !== 'allowed')
      else if (access !== 'public') expect([204, 405]).toContain(response.status)
    }
  })

  test.each(namesOfProcedures())('calling %s, a %s', async (name, type) => {
    const access = PROCEDURES[name] ?? PROCEDURES[name.split('.', 1)[0] ?? '']
    if (access === undefined) throw new Error(`${name} has no place in the table`)
    const method = type === 'mutation' ? 'POST' : 'GET'
    expect(await outcomeOf(method, `/trpc/${name}`, caller)).toBe(EXPECTED[access][caller])
    if (type === 'subscription') return
    const together = `/trpc/${name},${name}?batch=1&input=%7B%7D`
    expect(await outcomeOf(method, together, caller)).toBe(EXPECTED[access][caller])
  })
})

function namesOfProcedures(): [name: string, type: string][] {
  return Object.entries(procedures).flatMap(([entity, calls]) =>
    Object.entries(calls).map(([call, { _def }]): [string, string] => [`${entity}.${call}`, _def.type]),
  )
}
