import type { ServerResponse } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApiClient } from '../src/api-client.js'
import { isAnalyticsError } from '../src/index.js'
import { listen } from './listen.js'

type Answer = (response: ServerResponse) => void

const refuse =
  (status: number, trpcCode: number, code: string): Answer =>
  (response) => {
    const error = {
      message: 'refused',
      code: trpcCode,
      data: { code, httpStatus: status, analytics: { code, issues: [] } },
    }
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0.01' })
    response.end(JSON.stringify({ error }))
  }
const answerPage =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>proxy</h1>')
const stream: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('event: connected\ndata: {}\n\ndata: {"activeSessions":7}\n\n')
}

/** Subscribes to a server that gives these answers, one for each connection. */
async function subscribe(answers: Answer[]) {
  const connections: number[] = []
  const url = await listen((_, response) => {
    answers[connections.push(Date.now()) - 1]?.(response)
  })
  const seen: { data: unknown[]; errors: unknown[]; states: string[] } = { data: [], errors: [], states: [] }
  const subscription = createApiClient({ url: `${url}/trpc`, fetch, headers: () => ({}) }).analytics.live.subscribe(
    undefined,
    {
      onData: (data) => seen.data.push(data),
      onError: (error) => seen.errors.push(error),
      onConnectionStateChange: ({ state }) => seen.states.push(state),
    },
  )
  onTestFinished(() => subscription.unsubscribe())
  return { seen, connections }
}

test('a server that is overloaded for a moment is tried again when it asked for it', async () => {
  const { seen } = await subscribe([refuse(503, -32603, 'SERVICE_UNAVAILABLE'), stream])
  await vi.waitFor(() => expect(seen.data).toEqual([{ activeSessions: 7 }]), { timeout: 5_000 })
  expect(seen.errors).toEqual([])
  expect(seen.states).toContain('connecting')
})

test('a proxy whose server is away is tried again', async () => {
  const { seen } = await subscribe([answerPage(502), stream])
  await vi.waitFor(() => expect(seen.data).toEqual([{ activeSessions: 7 }]), { timeout: 10_000 })
  expect(seen.errors).toEqual([])
})

test('a refusal ends the subscription with its code, and is not tried again', async () => {
  const { seen, connections } = await subscribe([refuse(403, -32003, 'FORBIDDEN')])
  await vi.waitFor(() => expect(seen.errors).toHaveLength(1))
  const [error] = seen.errors
  expect(isAnalyticsError(error) && error.data?.analytics.code).toBe('FORBIDDEN')
  expect(connections).toHaveLength(1)
})

test('an address that is no analytics server ends the subscription', async () => {
  const { seen } = await subscribe([answerPage(404)])
  await vi.waitFor(() => expect(seen.errors).toHaveLength(1))
})
