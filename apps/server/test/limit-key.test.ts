import { expect, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { startServer } from './support/start-server.js'

test('each write key has its own limit, from however many addresses, and room again with time; this machine has none', async () => {
  let time = Date.now()
  const adminToken = 'an-admin-token-of-the-environment'
  const server = await startServer({ adminToken, keyRequestsPerMinute: 2, now: () => time })
  const makeKey = async () => {
    const input = { right: 'track', app: 'default' }
    const made = await server.post('/trpc/admin.createToken', input, { authorization: `Bearer ${adminToken}` })
    return (await dataOf(made)).secret
  }
  const [first, second] = [await makeKey(), await makeKey()]
  let address = 1
  const elsewhere = () => ({ 'x-forwarded-for': `203.0.113.${address++}` })
  const track = (key: string, headers = elsewhere()) =>
    server.post('/api/track/generation', { user_id: 'ana' }, { 'x-write-key': key, ...headers })
  const statusOf = async (key: string) => (await track(key)).status

  expect([await statusOf(first), await statusOf(first)]).toEqual([200, 200])
  const refused = await track(first)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
  expect(await refused.json()).toMatchObject({
    error: { code: 'RATE_LIMITED', message: expect.stringContaining('write key') },
  })
  // In the body of a batch it is the same key.
  const batch = { sentAt: new Date(time).toISOString(), key: first, events: [{}] }
  expect((await server.post('/trpc/track.batch', batch, elsewhere())).status).toBe(429)
  expect(await statusOf(second)).toBe(200)
  expect((await server.post('/api/track/generation', { user_id: 'ana' }, elsewhere())).status).toBe(200)
  expect((await server.post('/api/track/generation', { user_id: 'ana' }, { 'x-write-key': first })).status).toBe(200)
  time += 30_000
  expect([await statusOf(first), await statusOf(first)]).toEqual([200, 429])
  expect((await server.store.status(1)).events).toBe(6)
})
