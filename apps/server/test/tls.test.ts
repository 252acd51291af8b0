import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { addressOf, runServer, spawnServer } from './support/run-server.js'
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

test('the command asks the server of its settings whatever name the certificate is for, and others only as they can be trusted', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-tls-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const fixture = (name: string) => fileURLToPath(new URL(`fixtures/tls/${name}`, import.meta.url))
  const env = { TLS_CERT: fixture('cert.pem'), TLS_KEY: fixture('key.pem'), DATABASE_URL: 'file:analytics.db' }
  const url = await addressOf(spawnServer({ cwd, env: { ...env, PORT: '0' } }))
  const health = (...args: string[]) =>
    runServer({ cwd, env: { ...env, PORT: new URL(url).port }, args: ['health', ...args] })
  expect(await health()).toMatchObject({ code: 0, output: expect.stringContaining('"status":"healthy"') })
  const other = await health('--url', url)
  expect(other).toMatchObject({
    code: 1,
    output: '',
    errors: expect.stringMatching(/^Nothing answers at \S+ \([A-Z_]+\)/),
  })
})
