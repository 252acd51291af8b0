import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { createFetchSender } from '../../src/transport/fetch-sender.js'
import { listen, nowhere } from '../listen.js'
import { makeEvent } from '../make-event.js'

const batch = { sentAt: '2026-11-23T12:00:00Z', events: [makeEvent()] }
const open = { closing: false }

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

function answer(response: ServerResponse, body: string, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, headers).end(body)
}

test('a batch is posted as text, so that browsers need no preflight, with the key in its body', async () => {
  const seen: unknown[] = []
  const url = await listen(async (request, response) => {
    seen.push(request.method, request.url, request.headers['content-type'], JSON.parse(await textOf(request)))
    answer(response, '{"result":{"data":{"accepted":1,"duplicates":0,"rejected":[]}}}')
  })
  const result = await createFetchSender({ url, writeKey: 'public' })(batch, open)

  expect(seen).toEqual([
    'POST',
    '/trpc/track.batch',
    expect.stringMatching(/^text\/plain/),
    { ...batch, key: 'public' },
  ])
  expect(result).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0, rejected: [] } })
})

test('only the request of a closing page outlives it', async () => {
  const seen: unknown[] = []
  const send = createFetchSender({
    url: await nowhere(),
    fetch: async (_, { keepalive }) => {
      seen.push(keepalive)
      throw new TypeError('fetch failed')
    },
  })
  await send(batch, { closing: true })
  await send(batch, { closing: false })
  expect(seen).toEqual([true, false])
})

test('no connection is status 0', async () => {
  expect(await createFetchSender({ url: await nowhere() })(batch, open)).toEqual({ status: 0 })
})

test('a server that never answers is status 0', async () => {
  const url = await listen(() => undefined)
  expect(await createFetchSender({ url, timeoutMs: 20 })(batch, open)).toEqual({ status: 0 })
})

test('a refusal is told with the pause that the server asks for', async () => {
  const url = await listen((_, response) => answer(response, 'busy', 503, { 'retry-after': '7' }))
  expect(await createFetchSender({ url })(batch, open)).toEqual({ status: 503, retryAfterSeconds: 7, body: undefined })
})

test.each([
  '<html>Sign in to the hotel</html>',
  '{"ok":true}',
  '[]',
  'null',
  '{"result":{"data":{}}}',
  '{"result":{}}',
])('what another server answers is no acknowledgement: %s', async (text) => {
  const url = await listen((_, response) => answer(response, text))
  expect((await createFetchSender({ url })(batch, open)).body).toBeUndefined()
})
