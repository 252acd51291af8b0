import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectOverTls } from 'node:tls'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startServer } from './support/start-server.js'
import { testCertificate } from './support/test-certificate.js'

const ASK = 'GET /api/health?probe=live HTTP/1.1\r\nHost: localhost\r\n\r\n'

test.each([
  ['plain', {}, (port: number) => connectPlain(port, '127.0.0.1')],
  [
    'over TLS',
    { tls: testCertificate },
    (port: number) => connectOverTls({ port, host: '127.0.0.1', rejectUnauthorized: false }),
  ],
])('%s, who connects beyond the limit is told to come again, until another has left', async (_, settings, connect) => {
  const server = await startServer({ ...settings, connections: 2 })
  const port = Number(new URL(server.url).port)
  const open = async (): Promise<[Socket, answer: string]> => {
    const socket = connect(port)
    onTestFinished(() => void socket.destroy())
    socket.write(ASK)
    return [socket, String(await once(socket, 'data'))]
  }
  const [first] = await open()
  await open()
  const third = connect(port)
  third.write(ASK)
  const answer = await text(third)
  expect(answer).toMatch(
    /^HTTP\/1\.1 503 [\s\S]*retry-after: 5\r\n[\s\S]*"code":"OVERLOADED".*More than 2 are connected/,
  )
  expect(answer).toContain('connection: close')

  first.destroy()
  await vi.waitFor(async () => expect(await server.connections()).toBe(1), { timeout: 20_000 })
  const [, afterwards] = await open()
  expect(afterwards).toContain('HTTP/1.1 200')
})

test('a client that has said all and waits is still answered', async () => {
  const server = await startServer()
  const socket = connectPlain(Number(new URL(server.url).port), '127.0.0.1')
  socket.end(ASK)
  expect(await text(socket)).toContain('"status":"healthy"')
  await vi.waitFor(async () => expect(await server.connections()).toBe(0), { timeout: 20_000 })
})
