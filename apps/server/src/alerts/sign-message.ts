import { createHmac } from 'node:crypto'

const PREFIX = 'whsec_'

/**
 * The headers that tell a receiver who sent a body, and when: HMAC-SHA256 over `id.seconds.body` by the scheme of
 * https://www.standardwebhooks.com, for which there are libraries in most languages.
 * @param secret `whsec_` and its bytes in base64
 * @param now milliseconds UTC
 */
export function signMessage(body: string, { id, secret, now }: { id: string; secret: string; now: number }) {
  const seconds = String(Math.floor(now / 1_000))
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` }
}
