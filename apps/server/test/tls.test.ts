import { readFile } from 'node:fs/promises'
import { get } from 'node:https'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'

// Made for this test, and good for nothing else.
const file = (name: string) => readFile(new URL(`./fixtures/tls/${name}`, import.meta.url))

test('with a certificate and its key the server speaks HTTPS', async () => {
  const [cert, key] = await Promise.all([file('cert.pem'), file('key.pem')])
  const server = await startServer({ tls: { cert, key } })
  expect(server.url).toMatch(/^https:/)
  const answer = await new Promise((resolve, reject) => {
    get(`${server.url}/api/health`, { ca: cert }, (response) => resolve(json(response))).on('error', reject)
  })
  expect(answer).toMatchObject({ status: 'healthy' })
})
