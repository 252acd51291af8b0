import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'
import { testCertificate } from './support/test-certificate.js'

const ask = (url: string, { body, ...options }: RequestOptions & { body?: string } = {}) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { ca: testCertificate.cert, ...options }, resolve)
      .on('error', reject)
      .end(body)
  })

test('with a certificate and its key the server speaks HTTPS, its cookie does not leave it and its pages stand alone', async () => {
  const readToken = 'a-very-long-random-token'
  const server = await startServer({ tls: testCertificate, readToken })
  expect(server.url).toMatch(/^https:/)
  expect(await json(await ask(`${server.url}/api/health`))).toMatchObject({ status: 'healthy' })
  const login = await ask(`${server.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token: readToken }),
  })
  expect(login.resume().headers['set-cookie']).toEqual([
    expect.stringMatching(/^son1k_session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/),
  ])
  expect((await ask(server.url)).resume().headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin' })
})
