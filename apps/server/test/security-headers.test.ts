import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer, type TestServer } from './support/start-server.js'

const adminToken = 'a-very-long-random-token'
const authorization = `Bearer ${adminToken}`

let server: TestServer
beforeAll(async () => {
  server = await openServer({ adminToken })
  await server.post('/api/track/generation', { user_id: 'ana', prompt: 'a song' })
})
afterAll(() => server.close())

const PAGE = {
  policy:
    /^default-src 'self';script-src 'self';style-src 'self';.*object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'$/,
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-permitted-cross-domain-policies': 'none',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
}
const SCRIPT = { ...PAGE, 'cross-origin-resource-policy': 'cross-origin', 'cache-control': /^public, max-age=\d+/ }
const ANSWER = { policy: "default-src 'none'; frame-ancestors 'none'", 'cache-control': /no-store/ }
const PERSON = encodeURIComponent('{"userId":"ana"}')

test.each([
  ['/', 200, PAGE],
  ['/demo/', 200, PAGE],
  ['/api/docs', 200, PAGE],
  ['/api/openapi.json', 200, PAGE],
  ['/nowhere', 404, { ...PAGE, 'cache-control': 'no-store' }],
  ['/widget.js', 200, SCRIPT],
  ['/assets/dashboard-ABCD1234.js', 200, SCRIPT],
  ['/api/health', 200, ANSWER],
  ['/api/analytics', 200, ANSWER],
  ['/api/analytics/users.csv?days=7', 200, ANSWER],
  ['/api/analytics?days=none', 400, ANSWER],
  ['/api/privacy/person?user_id=ana', 200, ANSWER],
  ['/api/login', 200, ANSWER],
  ['/api/track/generation', 405, ANSWER],
  ['/metrics', 200, ANSWER],
  ['/trpc/admin.tokens', 200, ANSWER],
  [`/trpc/privacy.exportUser?input=${PERSON}`, 200, ANSWER],
  ['/trpc/system.health,admin.apps?batch=1', 200, ANSWER],
  ['/trpc/nothing.there', 404, ANSWER],
  ['/trpc/analytics.live', 200, ANSWER],
])("%s carries the headers of OWASP's list that concern it", async (path, status, { policy, ...expected }) => {
  const answer = await server.get(path, { headers: { authorization } })
  await answer.body?.cancel()
  const { headers } = answer
  expect(answer.status).toBe(status)
  const wanted = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff', ...expected }
  for (const [name, value] of Object.entries(wanted))
    expect([name, headers.get(name)]).toEqual([name, value instanceof RegExp ? expect.stringMatching(value) : value])
  // Who sends what concerns nobody, and old filters do more harm than good.
  for (const name of ['server', 'x-powered-by']) expect([name, headers.get(name)]).toEqual([name, null])
  expect(headers.get('x-xss-protection') ?? '0').toBe('0')
})
