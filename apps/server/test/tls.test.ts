import { get } from 'node:https'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'
import { testCertificate } from './support/test-certificate.js'

test('with a certificate and its key the server speaks HTTPS', async () => {
  const server = await startServer({ tls: testCertificate })
  expect(server.url).toMatch(/^https:/)
  const answer = await new Promise((resolve, reject) => {
    get(`${server.url}/api/health`, { ca: testCertificate.cert }, (response) => resolve(json(response))).on(
      'error',
      reject,
    )
  })
  expect(answer).toMatchObject({ status: 'healthy' })
})
