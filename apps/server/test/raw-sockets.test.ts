import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getRaw } from './support/get-raw.js'
import { openServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server.close())

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  // That the server hangs up on some of these is what they are for.
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Everything that comes back to these bytes, until the connection ends. */
async function answersTo(bytes: string): Promise<string> {
  const socket = await open()
  socket.write(bytes, 'latin1')
  return text(socket)
}

const statusesIn = (answers: string) => Array.from(answers.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status]) => status)
const events = async () => (await server.store.status(1)).events
const POST = 'POST /api/track/generation HTTP/1.1\r\nHost: localhost\r\n'
const BODY = '{"user_id":"ana"}'
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`

describe('a request that two programs could take for two different ones is refused, and nothing of it stored', () => {
  test.each<[string, string]>([
    ['a length and chunks', `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`],
    ['chunks and a length', `${POST}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n${CHUNKED}`],
    ['two lengths', `${POST}Content-Length: ${BODY.length}\r\nContent-Length: 0\r\n\r\n${BODY}`],
    ['a length that is none', `${POST}Content-Length: +${BODY.length}\r\n\r\n${BODY}`],
    ['two lengths in one', `${POST}Content-Length: ${BODY.length}, ${BODY.length}\r\n\r\n${BODY}`],
    ['chunks that are not the last coding', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n${CHUNKED}`],
    ['a coding that looks like chunks', `${POST}Transfer-Encoding: xchunked\r\n\r\n${CHUNKED}`],
    ['a space before the colon', `${POST}Transfer-Encoding : chunked\r\n\r\n${CHUNKED}`],
    ['a header that goes on in the next line', `${POST}Content-Length: 1\r\n 7\r\n\r\n${BODY}`],
    ['a chunk whose size is none', `${POST}Transfer-Encoding: chunked\r\n\r\n0x11\r\n${BODY}\r\n0\r\n\r\n`],
    ['a zero byte in a header', `${POST}X-A: a\0b\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`],
    ['lines that end otherwise', `${POST}X-A: a\rContent-Length: ${BODY.length}\r\n\r\n${BODY}`],
  ])('%s', async (_what, bytes) => {
    const before = await events()
    // What is hidden behind it would be another request.
    const answers = await answersTo(`${bytes}GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    expect(statusesIn(answers)).toEqual(['400'])
    expect(answers).toContain('"code":"VALIDATION_FAILED"')
    expect(await events()).toBe(before)
  })
})

test('requests that are sent without waiting are answered in their order', async () => {
  const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n`
  const all = ['/api/health', '/api/nothing', '/widget.js', '/trpc/system.health'].map((path) => `${ask(path)}\r\n`)
  const answers = await answersTo(`${all.join('')}${ask('/api/health')}Connection: close\r\n\r\n`)
  expect(statusesIn(answers)).toEqual(['200', '404', '200', '200', '200'])
})

describe('headers', () => {
  test('that are too large are refused with 431', async () => {
    const answers = await answersTo(
      `GET /api/health HTTP/1.1\r\nHost: localhost\r\nX-A: ${'x'.repeat(100_000)}\r\n\r\n`,
    )
    expect(statusesIn(answers)).toEqual(['431'])
    expect(answers).toContain('The headers are too large')
  })

  test('that are too many are refused with 431, too', async () => {
    const flood = Array.from({ length: 20_000 }, (_, index) => `X-${index}: y\r\n`).join('')
    expect(statusesIn(await answersTo(`GET /api/health HTTP/1.1\r\nHost: localhost\r\n${flood}\r\n`))).toEqual(['431'])
  })
})

test('a body of two gigabytes is refused at its announcement', async () => {
  const answers = await answersTo(`${POST}Content-Length: 2147483648\r\n\r\n${' '.repeat(1_000)}`)
  expect(statusesIn(answers)).toEqual(['413'])
})

test('who leaves in the middle of a body leaves nothing', async () => {
  const before = await events()
  const socket = await open()
  socket.end(`${POST}Content-Length: 100\r\n\r\n${BODY}`)
  await text(socket)
  await expect.poll(server.connections).toBe(0)
  expect(await events()).toBe(before)
})

test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', '0x0a000001', '[::ffff:10.0.0.1]'])(
  'a name that was pointed here reads nothing: %s',
  async (host) => {
    for (const path of ['/api/analytics', '/trpc/system.status', '/metrics', '/trpc/admin.tokens'])
      expect([path, (await getRaw(server.url, { host }, path)).status]).toEqual([path, 401])
  },
)
