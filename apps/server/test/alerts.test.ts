import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS } from '@son1k/contract'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createAlertSender } from '../src/alerts/create-alert-sender.js'
import { isPublicAddress } from '../src/alerts/private-address.js'
import { nextAt } from '../src/alerts/send-message.js'
import { evaluateAndSend, watchAlerts } from '../src/alerts/watch-alerts.js'
import { dataOf } from './support/data-of.js'
import { addressOf, runServer, spawnServer } from './support/run-server.js'
import { startServer, type TestServerOptions } from './support/start-server.js'
import { startReceiver } from './support/webhook-receiver.js'

const MINUTE_MS = 60_000
const ADMIN = { authorization: 'Bearer the-admin-token-of-this-test' }
const READER = { authorization: 'Bearer the-read-token-of-this-test' }

/** A server whose clock is moved by hand, and whose rounds are made so. */
async function serverWithClock(options: TestServerOptions = {}) {
  // A little ago: a message is refused by receivers where it comes from the future.
  let now = Date.now() - 4 * MINUTE_MS
  const server = await startServer({
    adminToken: 'the-admin-token-of-this-test',
    readToken: 'the-read-token-of-this-test',
    ...options,
    now: () => now,
  })
  const failures: unknown[] = []
  const settings = { allowsPrivateWebhooks: options.allowsPrivateWebhooks ?? true }
  const send = createAlertSender({ settings, store: server.store, now: () => now })
  return {
    ...server,
    failures,
    administer: async (procedure: string, input: object) =>
      dataOf(await server.post(`/trpc/admin.${procedure}`, input, ADMIN)),
    /** What a reader sees of it. */
    async history() {
      const response = await server.get('/trpc/system.alerts', { headers: READER })
      const text = await response.text()
      return { text, ...JSON.parse(text).result.data }
    },
    async round(afterMs = MINUTE_MS) {
      now += afterMs
      await evaluateAndSend({ alerts: server.store.alerts, send, onFailure: (error) => failures.push(error) })
    },
  }
}

test('an alert tells its webhook, again until it is heard, in words that the receiver can verify', async () => {
  const receiver = await startReceiver()
  const server = await serverWithClock()
  const rule = await server.administer('createAlert', {
    kind: 'failureRate',
    name: 'failures',
    threshold: 0.5,
    minimumSamples: 2,
    badEvaluations: 2,
    webhook: receiver.url,
  })
  for (let count = 0; count < 2; count++)
    await server.post('/api/track/generation', { user_id: 'ana', success: false, error_message: 'no GPU' })
  await server.round()
  expect(receiver.received).toEqual([])
  receiver.answerWith(500, 429)
  await server.round()
  expect(receiver.received).toHaveLength(1)
  expect(await server.history()).toMatchObject({
    firing: 1,
    notices: [
      { event: 'fired', name: 'failures', value: 1, delivery: 'pending', attempts: 1, problem: 'answered 500' },
    ],
  })
  // Not at once: after about a minute, then about two.
  await server.round(MINUTE_MS / 2)
  expect(receiver.received).toHaveLength(1)
  await server.round()
  await server.round(3 * MINUTE_MS)
  await server.round(60 * MINUTE_MS)
  expect(receiver.received).toHaveLength(3)

  const bodies = receiver.received.map(({ body }) => body)
  expect(new Set(bodies).size).toBe(1)
  const webhook = new Webhook(rule.webhookSecret)
  const [first] = receiver.received
  if (first === undefined) throw new Error('nothing came')
  expect(webhook.verify(first.body, toHeaders(first.headers))).toMatchObject({
    type: 'alert.fired',
    data: { id: first.headers['webhook-id'], app: 'default', rule: { kind: 'failureRate', threshold: 0.5 }, value: 1 },
  })
  expect(() => webhook.verify(`${first.body} `, toHeaders(first.headers))).toThrow()
  const verify = await documentedVerification()
  expect(verify(first.body, first.headers, rule.webhookSecret)).toBe(true)
  expect(verify(`${first.body} `, first.headers, rule.webhookSecret)).toBe(false)
  expect(first.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^son1k/),
  })

  const { text, notices } = await server.history()
  expect(notices[0]).toMatchObject({ delivery: 'delivered', attempts: 3 })
  // Readers see neither where messages go nor what they are signed with.
  expect(text).not.toMatch(/127\.0\.0\.1|whsec_/)
  expect(server.log()).not.toContain('whsec_')
  expect(server.failures).toEqual([])
})

test('an alert that is over tells its webhook so, once, signed like the first', async () => {
  const receiver = await startReceiver()
  const server = await serverWithClock()
  const { webhookSecret } = await server.administer('createAlert', {
    ...{ kind: 'failureRate', threshold: 0.5, clearThreshold: 0.4, minimumSamples: 2, webhook: receiver.url },
    ...{ badEvaluations: 1, goodEvaluations: 2 },
  })
  const make = (success: boolean) => server.post('/api/track/generation', { user_id: 'ana', success })
  for (const success of [false, false]) await make(success)
  await server.round()
  for (const success of [true, true, true, true]) await make(success)
  await server.round(MINUTE_MS / 4)
  expect(receiver.received).toHaveLength(1)
  receiver.answerWith(500)
  await server.round(MINUTE_MS / 4)
  await server.round(2 * MINUTE_MS)
  await server.round(MINUTE_MS / 4)

  const messages = receiver.received.map(({ headers, body }) =>
    new Webhook(webhookSecret).verify(body, toHeaders(headers)),
  )
  expect(messages).toMatchObject([
    { type: 'alert.fired', data: { value: 1 } },
    // The second is the first, heard.
    ...Array(2).fill({ type: 'alert.resolved', data: { app: 'default', value: 1 / 3, rule: { threshold: 0.5 } } }),
  ])
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect([new Set(ids).size, ids[1]]).toEqual([2, ids[2]])
  expect(await server.history()).toMatchObject({
    firing: 0,
    notices: [
      { event: 'resolved', delivery: 'delivered', attempts: 2 },
      { event: 'fired', delivery: 'delivered' },
    ],
  })
})

type Verification = (body: string, headers: object, secret: string) => boolean

/** The function of docs/operating.md. */
async function documentedVerification(): Promise<Verification> {
  const page = await readFile(new URL('../../../docs/operating.md', import.meta.url), 'utf8')
  const code = /```js\n([^`]*function verify.*?)```/s.exec(page)?.[1]
  return (await import(`data:text/javascript,${encodeURIComponent(`${code}\nexport { verify }`)}`)).verify
}

const toHeaders = (headers: object) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('webhook-')))

test('a webhook is tried out, redirects are not followed, and what nobody hears is given up', async () => {
  const receiver = await startReceiver()
  const server = await serverWithClock()
  const { id } = await server.administer('createAlert', { kind: 'eventsToday', threshold: 1, webhook: receiver.url })
  expect(await server.administer('testAlert', { id })).toMatchObject({ delivered: true, status: 204, problem: null })
  expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['alert.test'])
  receiver.answerWith(307)
  expect(await server.administer('testAlert', { id })).toMatchObject({
    delivered: false,
    status: 307,
    problem: 'answered 307: redirects are not followed',
  })
  expect(receiver.received).toHaveLength(2)

  await server.administer('removeAlert', { id })
  await server.administer('createAlert', { kind: 'eventsToday', threshold: 1, webhook: 'http://127.0.0.1:1/' })
  await server.post('/api/track/generation', { user_id: 'ana' })
  // Before the clock moves on: an hour later may be another day, of no events.
  await server.round(0)
  for (let attempt = 1; attempt < LIMITS.webhookAttempts; attempt++) await server.round(61 * MINUTE_MS * 1.1)
  expect((await server.history()).notices.find(({ event }: { event: string }) => event === 'fired')).toMatchObject({
    delivery: 'failed',
    attempts: LIMITS.webhookAttempts,
    problem: 'could not be reached (ECONNREFUSED)',
  })
})

test('attempts lie further and further apart, and end', () => {
  const waits = Array.from({ length: LIMITS.webhookAttempts }, (_, index) => nextAt(0, index + 1, 0.5))
  expect(waits.pop()).toBeNull()
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60].map((minutes) => minutes * MINUTE_MS))
})

test.each([
  ['an address', '127.0.0.1'],
  ['a name', 'localhost'],
])('where private addresses are refused, %s of this machine is not called', async (_what, host) => {
  const receiver = await startReceiver()
  const server = await serverWithClock({ allowsPrivateWebhooks: false })
  const webhook = receiver.url.replace('127.0.0.1', host)
  const { id } = await server.administer('createAlert', { kind: 'eventsToday', threshold: 1, webhook })
  expect(await server.administer('testAlert', { id })).toMatchObject({
    delivered: false,
    problem: 'leads to a private address, which WEBHOOK_PRIVATE_ADDRESSES refuses',
  })
  expect(receiver.received).toEqual([])
})

test.each([
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::ffff:192.168.0.1', false],
  ['fd00::1', false],
  ['64:ff9b::a00:1', false],
  ['93.184.216.34', true],
  ['2606:2800:220:1::1', true],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})

test('a webhook is an address of the Web, without secrets that a log would show', async () => {
  const server = await serverWithClock()
  for (const webhook of [
    'ftp://a.example/',
    'https://user:word@a.example/',
    'file:///etc/passwd',
    'chat',
    'https://a/#b',
  ]) {
    const response = await server.post('/trpc/admin.createAlert', { kind: 'eventsToday', threshold: 1, webhook }, ADMIN)
    expect([webhook, response.status]).toEqual([webhook, 400])
    expect(await response.text()).toContain('webhook must be an address')
  }
})

test('alerts are evaluated by the clock, again after a failure', async () => {
  const failures: unknown[] = []
  let rounds = 0
  const stop = watchAlerts({
    alerts: {
      evaluate: () => (++rounds === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(0)),
      claimDue: async () => [],
    },
    send: () => Promise.reject(new Error('there is nothing to send')),
    onFailure: (error) => failures.push(error),
    pattern: '* * * * * *',
  })
  await vi.waitFor(() => expect(rounds).toBeGreaterThanOrEqual(2), { timeout: 20_000 })
  stop()
  expect(failures).toEqual([new Error('busy')])
})

test('alerts are made, tried out, listed and removed in a terminal', async () => {
  const receiver = await startReceiver()
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-alerts-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const env = { DATABASE_URL: 'file:analytics.db', PORT: '0' }
  const alerts = (...args: string[]) => runServer({ cwd, env, args: ['alerts', ...args] })
  const wrong = await alerts('add', 'failureRate', '20')
  expect(wrong).toMatchObject({ code: 1, output: '' })
  expect(wrong.errors).toContain('threshold must be at most 1')
  const made = await alerts('add', 'silenceMinutes', '60', '--name', 'quiet', '--webhook', receiver.url)
  expect(made.errors).toContain('Alert 1 is there')
  expect(made.output).toMatch(/^whsec_\S+\n$/)
  receiver.answerWith(400)
  expect(await alerts('test', '1')).toMatchObject({ code: 1, output: 'It answered 400\n' })

  const server = spawnServer({ cwd, env })
  await addressOf(server)
  const listed = await alerts('list', '--json')
  expect(JSON.parse(listed.output)).toMatchObject([{ id: 1, kind: 'silenceMinutes', name: 'quiet', state: 'ok' }])
  expect((await alerts('history')).output).toMatch(/test {2}quiet.*failed.*answered 400\n/)
  expect(await alerts('remove', '1')).toMatchObject({ code: 0, output: 'Alert 1 is gone\n' })
})
