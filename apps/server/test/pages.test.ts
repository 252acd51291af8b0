import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../src/app.js'
import { getRaw } from './support/get-raw.js'
import { openServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server.close())

test('the dashboard and the demo are pages that take nothing from elsewhere', async () => {
  for (const [path, title] of [
    ['/', 'dashboard'],
    ['/demo/', 'demo'],
  ] as const) {
    const response = await server.get(path)
    expect([path, response.status, await response.text()]).toEqual([path, 200, expect.stringContaining(title)])
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('cache-control')).toBe('no-cache')
  }
})

test('/demo leads to /demo/', async () => {
  const response = await server.get('/demo')
  expect([response.status, response.headers.get('location')]).toEqual([301, '/demo/'])
})

test.each([
  ['/widget.js', 'public, max-age=300'],
  ['/assets/dashboard-ABCD1234.js', 'public, max-age=31536000, immutable'],
])('any site may load %s, which is kept for: %s', async (path, cacheControl) => {
  const response = await server.get(path, { headers: { origin: 'https://music.example' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/javascript/)
  expect(response.headers.get('cache-control')).toBe(cacheControl)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('what is known already is not sent again', async () => {
  const etag = (await server.get('/widget.js')).headers.get('etag') ?? ''
  const { status, body } = await getRaw(`${server.url}/widget.js`, { 'if-none-match': etag })
  expect([status, body]).toEqual([304, ''])
})

test('a folder that was not built is named at the start', async () => {
  const settings = { host: '127.0.0.1', logLevel: 'silent' } as const
  const missing = { widget: tmpdir(), demo: '/nowhere/demo' }
  const building = buildApp({ settings, store: server.store, version: '0', publicDirectories: missing })
  await expect(building).rejects.toThrow('/nowhere/demo is missing: run `npm run build` first')
})
