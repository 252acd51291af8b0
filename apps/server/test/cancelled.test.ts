import type { QuestionOptions } from '@son1k/store'
import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'

const input = encodeURIComponent(JSON.stringify({ range: { days: 7 } }))

test.each([
  ['REST', '/api/analytics'],
  ['tRPC', `/trpc/analytics.summary?input=${input}`],
])('a question over %s is cancelled when its client goes, and not before', async (_surface, path) => {
  const server = await startServer()
  const asked: QuestionOptions[] = []
  const { summary } = server.store
  server.store.summary = async (appId, what, options = {}) => {
    asked.push(options)
    // As long as the client waits.
    await new Promise((resolve) => options.signal?.addEventListener('abort', resolve))
    return summary(appId, what, options)
  }
  const leaving = new AbortController()
  const answer = server.get(path, { signal: leaving.signal })
  await expect.poll(() => asked).toHaveLength(1)
  expect((await server.get('/api/health')).status).toBe(200)
  expect(asked[0]?.signal?.aborted).toBe(false)
  leaving.abort()
  await expect(answer).rejects.toThrow()
  await expect.poll(() => asked[0]?.signal?.aborted).toBe(true)
  expect((await server.get('/api/health')).status).toBe(200)
  // What nobody reads is no failure.
  expect(server.log()).not.toMatch(/"level":(40|50|60)/)
})
