import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startServer, type TestServer } from './support/start-server.js'
import { watch } from './support/watch-live.js'

const subscribers = async (server: TestServer) => {
  const answer = (await (await server.get('/trpc/system.status')).json()) as {
    result: { data: { liveSubscribers: number } }
  }
  return answer.result.data.liveSubscribers
}

test('the stream shows now, then what a POST changed, and is given up when its reader leaves', async () => {
  const server = await startServer()
  const live = await watch(server)
  expect(live.response.headers.get('content-type')).toBe('text/event-stream')
  expect(live.response.headers.get('content-encoding')).toBeNull()
  expect(await live.nextSnapshot()).toMatchObject({ activeSessions: 0, today: { events: 0 }, recentEvents: [] })
  expect(await subscribers(server)).toBe(1)

  const sessionId = randomUUID()
  await server.post('/api/session/start', { user_id: 'ana', session_id: sessionId })
  let snapshot = await live.nextSnapshot()
  while (snapshot.activeSessions === 0) snapshot = await live.nextSnapshot()
  expect(snapshot).toMatchObject({
    activeSessions: 1,
    today: { sessions: 1, events: 1 },
    recentEvents: [{ type: 'session.start', userId: 'ana' }],
  })

  live.leave()
  await expect.poll(() => subscribers(server)).toBe(0)
  await expect.poll(server.log).toContain('"msg":"its reader left"')
  expect(server.log()).not.toContain('prematurely')
})

test('a server that closes ends the stream without saying that it is complete, so that its reader connects again', async () => {
  const server = await startServer()
  const live = await watch(server)
  await live.nextSnapshot()
  const closed = server.close()
  const rest: string[] = []
  for await (const { event } of live.messages) rest.push(event)
  await closed
  expect(rest).not.toContain('return')
})
