import type { LiveSnapshot } from '@son1k/contract'
import { request, type Server } from './request.js'
import { field, toServerError } from './server-error.js'
import type { LiveListener } from './source.js'

/** Follows the live stream until it ends. @returns the function that ends it */
export function followLive(server: Server, { onSnapshot, onEnd }: LiveListener): () => void {
  const controller = new AbortController()
  let deadline: ReturnType<typeof setTimeout> | undefined
  // The server says at the start how long a silence means that the connection is dead.
  let longestSilenceMs: number | undefined
  const end = () => {
    clearTimeout(deadline)
    controller.abort()
  }
  const listen = async () => {
    const { body } = await request(server, 'analytics.live', { signal: controller.signal })
    if (!body) return
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      clearTimeout(deadline)
      if (longestSilenceMs !== undefined) deadline = setTimeout(end, longestSilenceMs)
      const { done, value } = await reader.read()
      if (done) return
      const messages = (text + value).split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) tell(message)
    }
  }
  const tell = (message: string) => {
    const { event, data } = fieldsOf(message)
    if (event === 'serialized-error') throw toServerError(JSON.parse(data ?? ''))
    if (event === 'connected') longestSilenceMs = silenceOf(data)
    if (event === undefined && data !== undefined) onSnapshot(snapshotOf(data))
  }
  void listen()
    .catch((error: unknown) => error)
    .then((error) => {
      end()
      onEnd(error ?? new Error('The server ended the live stream.'))
    })
  return end
}

/** The lines of a server-sent event, `name: text`, by their names. */
const fieldsOf = (message: string): Record<string, string> =>
  Object.fromEntries([...message.matchAll(/^(\w+): ?(.*)$/gm)].map(([, name, text]) => [name, text]))

function silenceOf(data = ''): number | undefined {
  const ms = field(JSON.parse(data), 'reconnectAfterInactivityMs')
  return typeof ms === 'number' ? ms : undefined
}

/** The server checks what it sends against this type. */
const snapshotOf = (data: string) => JSON.parse(data) as LiveSnapshot
