import { randomUUID } from 'node:crypto'
import type { LiveSnapshot } from '@son1k/contract'
import { expect, test } from 'vitest'
import { startServer, type TestServer } from './support/start-server.js'

type Message = { event: string; data: string }

/** Reads the messages of a live stream, as a browser would. */
async function* messagesOf(response: Response): AsyncGenerator<Message, void, unknown> {
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      const fieldOf = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
      text = text.slice(end + 2)
      const data = fieldOf('data')
      if (data !== undefined) yield { event: fieldOf('event') ?? 'message', data }
    }
  }
}

async function watch(server: TestServer) {
  const abort = new AbortController()
  const response = await server.get('/trpc/analytics.live', {
    signal: abort.signal,
    headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip, br' },
  })
  const messages = messagesOf(response)
  const nextSnapshot = async (): Promise<LiveSnapshot> => {
    for (;;) {
      const { value, done } = await messages.next()
      if (done) throw new Error('the stream ended')
      if (value.event === 'message') return JSON.parse(value.data) as LiveSnapshot
    }
  }
  return { response, messages, nextSnapshot, leave: () => abort.abort() }
}

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
