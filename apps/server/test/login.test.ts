import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '@son1k/store'
import type { FastifyInstance } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { buildApp } from '../src/app.js'
import { makePublicDirectories } from './support/make-public-directories.js'
import { startServer, type TestServer } from './support/start-server.js'

const readToken = 'a-very-long-random-token'
const own = { 'sec-fetch-site': 'same-origin' }
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''
const signIn = (server: TestServer, token = readToken, headers: Record<string, string> = own) =>
  server.post('/api/login', { token }, headers)
const read = async (server: TestServer, headers: Record<string, string>) =>
  (await server.get('/api/analytics', { headers })).status

test('who signs in with a token reads by a cookie that no script sees, until he signs out', async () => {
  const server = await startServer({ readToken })
  const answer = await signIn(server)
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { signed_in: true, apps: [{ slug: 'default', name: 'Default' }] },
  ])
  expect(answer.headers.get('set-cookie')).toMatch(
    /^son1k_session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
  )
  expect(answer.headers.get('set-cookie')).not.toContain(readToken)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  const cookie = cookieOf(answer)
  expect(await read(server, { cookie, ...own })).toBe(200)
  expect(await read(server, { cookie: `other=1; ${cookie}; more=2` })).toBe(200)
  expect(await read(server, own)).toBe(401)
  const admin = await server.get('/trpc/admin.apps', { headers: { cookie, ...own } })
  expect(admin.status).toBe(403)
  const out = await server.post('/api/logout', {}, { cookie, ...own })
  expect(out.headers.get('set-cookie')).toMatch(/^son1k_session=; Path=\/; Max-Age=0;/)
  expect(await read(server, { cookie, ...own })).toBe(401)
})

test('the cookie is worth nothing in the hands of another page, nor can one sign anybody in or out', async () => {
  const server = await startServer({ adminToken: readToken })
  const cookie = cookieOf(await signIn(server))
  const others: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost:3000' },
    { origin: 'null' },
  ]
  for (const headers of others) {
    expect(await read(server, { cookie, ...headers })).toBe(401)
    const made = await server.post('/trpc/admin.createToken', { right: 'admin' }, { cookie, ...headers })
    expect(made.status).toBe(401)
    expect((await signIn(server, readToken, headers)).status).toBe(403)
    expect((await server.post('/api/logout', {}, { cookie, ...headers })).status).toBe(403)
  }
  expect(
    (await server.post('/trpc/admin.createToken', { right: 'admin' }, { cookie, origin: server.url })).status,
  ).toBe(200)
})

test('a session ends after twelve hours, and with the token that began it', async () => {
  let now = Date.parse('2026-11-24T12:00:00Z')
  const server = await startServer({ now: () => now, adminToken: readToken })
  const { id, secret } = await server.store.registry.createToken({ right: 'read' })
  const authorization = `Bearer ${readToken}`
  // What was changed behind the server's back applies with its next change.
  await server.post('/trpc/admin.changeApp', { app: 'default', name: 'Music' }, { authorization })
  const first = cookieOf(await signIn(server))
  const second = cookieOf(await signIn(server, secret))
  expect(await read(server, { cookie: second })).toBe(200)
  await server.post('/trpc/admin.revokeToken', { id }, { authorization })
  expect(await read(server, { cookie: second })).toBe(401)
  now += 12 * 3_600_000 - 1
  expect(await read(server, { cookie: first })).toBe(200)
  now += 1
  expect(await read(server, { cookie: first })).toBe(401)
})

test('an open live stream ends with the token that opened it', async () => {
  const server = await startServer({ adminToken: readToken })
  const { id, secret } = await server.store.registry.createToken({ right: 'read' })
  const authorization = `Bearer ${readToken}`
  await server.post('/trpc/admin.changeApp', { app: 'default', name: 'Music' }, { authorization })
  const stream = await server.get('/trpc/analytics.live', { headers: { authorization: `Bearer ${secret}` } })
  const reader = stream.body?.getReader()
  let text = ''
  const readUntil = async (wanted: string) => {
    for (let ended = false; !ended && !text.includes(wanted); ) {
      const { done = true, value } = (await reader?.read()) ?? {}
      text += new TextDecoder().decode(value)
      ended = done
    }
    expect(text).toContain(wanted)
  }
  await readUntil('recentEvents')
  await server.post('/trpc/admin.revokeToken', { id }, { authorization })
  await server.post('/api/track/generation', { user_id: 'someone-new' })
  await readUntil('"code":"UNAUTHORIZED"')
  expect(text).not.toContain('someone-new')
  await reader?.cancel()
})

test('a wrong token, a write key and a body that is none are refused, and guessing is throttled', async () => {
  const server = await startServer({ readToken })
  const { secret } = await server.store.registry.createToken({ right: 'track', app: 'default' })
  for (const token of ['wrong', secret]) {
    const refused = await signIn(server, token)
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([401, null])
  }
  expect((await server.post('/api/login', {}, own)).status).toBe(400)
  expect((await server.post('/api/login', '{"token":', own)).status).toBe(400)
  let status = 0
  for (let attempt = 0; attempt < 30 && status !== 429; attempt++) status = (await signIn(server, 'guess')).status
  expect(status).toBe(429)
})

test('a restart signs nobody out, but whose token was revoked, or is another in the environment', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-login-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const url = `file:${join(folder, 'analytics.db')}`
  const publicDirectories = await makePublicDirectories(folder)
  const run = async <Answer>(settings: { readToken: string }, use: (server: Asked) => Promise<Answer>) => {
    const store = await openStore({ url, timeZone: 'UTC' })
    const app = await buildApp({
      settings: { host: '127.0.0.1', logLevel: 'silent', ...settings },
      store,
      publicDirectories,
      version: '0.0.0-test',
    })
    try {
      return await use({ app, store })
    } finally {
      await app.close()
      await store.close()
    }
  }
  const login = async ({ app }: Asked, token: string) => {
    const answer = await app.inject({ method: 'POST', url: '/api/login', payload: { token }, headers: own })
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }
  const statuses = (cookies: string[]) => async (server: Asked) =>
    await Promise.all(
      cookies.map(
        async (cookie) => (await server.app.inject({ url: '/api/analytics', headers: { cookie, ...own } })).statusCode,
      ),
    )
  const { secret } = await run({ readToken }, ({ store }) => store.registry.createToken({ right: 'read' }))
  const cookies = await run({ readToken }, async (server) => {
    const made = [await login(server, readToken), await login(server, secret), await login(server, readToken)]
    await server.app.inject({ method: 'POST', url: '/api/logout', payload: {}, headers: { cookie: made[2], ...own } })
    return made
  })
  expect(await run({ readToken }, statuses(cookies))).toEqual([200, 200, 401])
  expect(await run({ readToken: 'another-token' }, statuses(cookies))).toEqual([401, 200, 401])
  await run({ readToken }, ({ store }) => store.registry.revokeToken({ id: 1 }))
  expect(await run({ readToken }, statuses(cookies))).toEqual([200, 401, 401])
})

type Asked = { app: FastifyInstance; store: Store }
