import type { LiveSnapshot } from '@son1k/contract'
import type { TestServer } from './start-server.js'

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

/** Opens the live stream; `leave` closes it. */
export async function watch(server: TestServer) {
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
