import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'

test('the log tells what was asked and how it ended, and nothing of who asked or what they sent', async () => {
  const server = await startServer({ readToken: 'a-very-long-random-token' })
  const headers = { authorization: 'Bearer a-very-long-random-token', 'x-forwarded-for': '203.0.113.9' }
  await server.post('/api/track/generation', { user_id: 'secret-user', prompt: 'secret-prompt' }, headers)
  await server.post('/api/track/generation', { user_id: 'secret-user', tempo: 'secret-tempo' }, headers)
  await server.post('/trpc/track.generation', { userId: 'secret-user', tempoBpm: 'secret-tempo' }, headers)
  await server.get('/api/analytics?days=3&secret-query=1', { headers })
  await expect.poll(server.log).toContain('"path":"/api/analytics"')
  const lines = server.log().trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({
      reqId: expect.any(String),
      req: { method: 'POST', path: '/api/track/generation' },
      res: { statusCode: 200 },
      durationMs: expect.any(Number),
      msg: 'answered',
    }),
  )
  expect(lines.filter((line) => /secret|random-token|203\.0\.113|remoteAddress/.test(line))).toEqual([])
  expect(lines.filter((line) => line.includes('127.0.0.1') && !line.includes('istening'))).toEqual([])
})
