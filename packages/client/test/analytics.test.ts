import { randomUUID } from 'node:crypto'
import type { LiveSnapshot } from '@son1k/contract'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  type AnalyticsOptions,
  createAnalytics,
  createApiClient,
  type DeliveryError,
  isAnalyticsError,
} from '../src/index.js'
import { listen, nowhere } from './listen.js'
import { startServer } from './start-server.js'

const week = { range: { days: 7 } }

/** A client that is closed with the test, and what it reports. */
function connect<UserId extends string | undefined = undefined, SessionId extends string | undefined = undefined>(
  options: AnalyticsOptions & { userId?: UserId; sessionId?: SessionId },
) {
  const errors: DeliveryError[] = []
  const onError = (error: DeliveryError) => errors.push(error)
  const analytics = createAnalytics<UserId, SessionId>({ onError, ...options })
  onTestFinished(analytics.close)
  return { analytics, errors }
}

test('what is tracked is in the numbers after a flush', async () => {
  const url = await startServer()
  const { analytics, errors } = connect({ url, userId: 'ana', sessionId: randomUUID() })
  analytics.track({ type: 'session.start' })
  analytics.track({ type: 'generation', style: 'synthwave', durationSeconds: 120, generationSeconds: 15 })
  analytics.track({ type: 'generation', style: 'synthwave', outcome: 'failed', errorMessage: 'out of memory' })
  analytics.track({ type: 'interaction', action: 'save', element: 'BUTTON#save' })
  await analytics.flush()

  expect(analytics.status()).toEqual({ queueLength: 0, retryCount: 0, drops: {}, stopped: false })
  const summary = await analytics.api.analytics.summary.query(week)
  expect(summary.generations).toMatchObject({ total: 2, succeeded: 1, failed: 1, averageGenerationSeconds: 15 })
  expect(summary.sessions).toMatchObject({ total: 1, uniqueUsers: 1 })
  expect(summary.popularStyles).toEqual([{ value: 'synthwave', count: 1 }])
  expect(errors).toEqual([])
})

test('a generation is measured from its start to its end, which counts once', async () => {
  const url = await startServer()
  const { analytics, errors } = connect({ url, userId: 'ana' })
  const made = analytics.generation.start({ style: 'synthwave', generationId: 'made' })
  const failed = analytics.generation.start({ style: 'synthwave', parentId: made.generationId })
  made.succeed({ durationSeconds: 120 })
  made.cancel()
  failed.fail(new Error('out of memory'))
  analytics.generation.start().cancel()
  await analytics.flush()
  const { generations } = await analytics.api.analytics.summary.query(week)
  expect(generations).toMatchObject({ total: 2, succeeded: 1, failed: 1, cancelled: 1, averageDurationSeconds: 120 })
  expect(made.generationId).toBe('made')
  expect(failed.generationId).toMatch(/^[\da-f-]{36}$/)
  expect(errors).toEqual([])
})

test('the procedures alone need no queue', async () => {
  const api = createApiClient({ url: `${await startServer()}/trpc` })
  await api.track.generation.mutate({ userId: 'ana' })
  expect((await api.analytics.summary.query(week)).generations.total).toBe(1)
})

test('tracked events arrive by themselves', async () => {
  const url = await startServer()
  const { analytics } = connect({ url: `${url}/`, userId: 'ana' })
  analytics.track({ type: 'generation' })
  await vi.waitFor(async () => expect((await analytics.api.analytics.summary.query(week)).generations.total).toBe(1))
})

test('every procedure can be called', async () => {
  const url = await startServer()
  const { api } = connect({ url }).analytics
  const { sessionId } = await api.session.start.mutate({ userId: 'ana' })
  const { eventId } = await api.track.generation.mutate({ userId: 'ana', sessionId, style: 'ambient' })
  await api.track.interaction.mutate({
    userId: 'ana',
    sessionId,
    action: 'play',
    element: 'BUTTON',
    generationId: eventId,
  })
  expect(await api.session.end.mutate({ sessionId })).toEqual({ ended: true })
  expect(await api.system.health.query()).toMatchObject({ status: 'healthy' })
  expect((await api.system.status.query()).database.events).toBeGreaterThanOrEqual(3)
})

test('questions asked at once are all answered, however many they are', async () => {
  const url = await startServer()
  const { api } = connect({ url }).analytics
  const asked = Array.from({ length: 150 }, () => api.analytics.summary.query(week))
  expect((await Promise.all(asked)).map(({ generations }) => generations.total)).toEqual(Array(150).fill(0))
})

test('a refused call rejects with the code and the issues of the server', async () => {
  const url = await startServer()
  const { api } = connect({ url }).analytics
  const error: unknown = await api.analytics.summary.query({ range: { days: 0 } }).catch((thrown: unknown) => thrown)
  if (!isAnalyticsError(error)) throw new Error('the call was not refused')
  expect(error.data?.analytics).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'range.days' }] })
  expect(error.data?.httpStatus).toBe(400)
})

test('live snapshots follow what is tracked', async () => {
  const url = await startServer()
  const { analytics } = connect({ url, userId: 'ana' })
  const snapshots: LiveSnapshot[] = []
  const subscription = analytics.api.analytics.live.subscribe(undefined, { onData: (data) => snapshots.push(data) })
  onTestFinished(() => subscription.unsubscribe())
  await vi.waitFor(() => expect(snapshots[0]?.today.generations).toBe(0), { timeout: 5_000 })
  analytics.track({ type: 'generation', style: 'dub' })
  await vi.waitFor(() => expect(snapshots.at(-1)?.today.generations).toBe(1), { timeout: 5_000 })
})

test('the token is asked for at each request, the stream included, and is in no address', async () => {
  const readToken = 'a-token-of-sixteen-or-more'
  const url = await startServer({ READ_TOKEN: readToken })
  const addresses: string[] = []
  let token: string | undefined
  const { api } = connect({
    url,
    token: () => token,
    fetch: (address, init) => {
      addresses.push(String(address))
      return fetch(address, init)
    },
  }).analytics

  const refused: unknown = await api.analytics.summary.query(week).catch((thrown: unknown) => thrown)
  expect(isAnalyticsError(refused) && refused.data?.analytics.code).toBe('UNAUTHORIZED')
  const streamError = await new Promise<unknown>((resolve) => {
    api.analytics.live.subscribe(undefined, { onError: resolve })
  })
  expect(isAnalyticsError(streamError) && streamError.data?.analytics.code).toBe('UNAUTHORIZED')

  token = readToken
  expect((await api.analytics.summary.query(week)).generations.total).toBe(0)
  const snapshot = await new Promise((resolve) => {
    const subscription = api.analytics.live.subscribe(undefined, {
      onData(data) {
        subscription.unsubscribe()
        resolve(data)
      },
    })
  })
  expect(snapshot).toMatchObject({ activeSessions: 0 })
  expect(addresses.length).toBeGreaterThanOrEqual(4)
  expect(addresses.join()).not.toContain(readToken)
})

test('an event that the server refuses is reported with its words, and the others are stored', async () => {
  const url = await startServer()
  const { analytics, errors } = connect({ url, userId: 'ana' })
  analytics.track({ type: 'generation', tempoBpm: -1 })
  analytics.track({ type: 'generation', tempoBpm: 120 })
  await analytics.flush()
  expect(errors).toMatchObject([
    { reason: 'VALIDATION_FAILED', count: 1, message: expect.stringContaining('tempoBpm') },
  ])
  expect(analytics.status().drops).toEqual({ VALIDATION_FAILED: 1 })
  expect((await analytics.api.analytics.summary.query(week)).generations.total).toBe(1)
})

test('events of the time without a server are delivered when it is there', async () => {
  const url = await startServer()
  let away = true
  const { analytics } = connect({
    url,
    userId: 'ana',
    fetch: (address, init) => (away ? Promise.reject(new TypeError('fetch failed')) : fetch(address, init)),
  })
  analytics.track({ type: 'generation' })
  await analytics.flush()
  expect(analytics.status()).toMatchObject({ queueLength: 1, retryCount: expect.any(Number) })
  away = false
  await analytics.flush()
  expect(analytics.status()).toMatchObject({ queueLength: 0, retryCount: 0 })
  expect((await analytics.api.analytics.summary.query(week)).generations.total).toBe(1)
})

test('a wrong write key is reported once', async () => {
  const url = await listen((_, response) => response.writeHead(401).end('{}'))
  const { analytics, errors } = connect({ url, userId: 'ana', writeKey: 'wrong' })
  analytics.track({ type: 'generation' })
  await analytics.flush()
  analytics.track({ type: 'generation' })
  await analytics.flush()
  expect(errors).toMatchObject([{ reason: 'UNAUTHORIZED' }])
  expect(analytics.status()).toMatchObject({ stopped: true, queueLength: 2 })
})

test('close says what it could not deliver', async () => {
  const { analytics, errors } = connect({ url: await nowhere(), userId: 'ana' })
  analytics.track({ type: 'generation' })
  await analytics[Symbol.asyncDispose]()
  expect(errors).toMatchObject([{ reason: 'UNDELIVERED', count: 1 }])
})

test('what is tracked after close is lost, and says so', async () => {
  const { analytics, errors } = connect({ url: await nowhere(), userId: 'ana' })
  await analytics.close()
  analytics.track({ type: 'generation' })
  expect(errors).toMatchObject([{ reason: 'CLOSED', count: 1 }])
  expect(analytics.status()).toMatchObject({ queueLength: 0, drops: { CLOSED: 1 } })
})

test('a change of an event after it was tracked is not sent', async () => {
  const bodies: string[] = []
  const { analytics } = connect({
    url: 'http://analytics.invalid',
    userId: 'ana',
    fetch: async (_, init) => {
      bodies.push(init?.body ?? '')
      throw new TypeError('fetch failed')
    },
  })
  const event = { type: 'generation' as const, params: { seed: 'before' } }
  analytics.track(event)
  event.params.seed = 'after'
  await analytics.flush()
  expect(bodies.join()).toContain('before')
  expect(bodies.join()).not.toContain('after')
})

test('neither wrong input nor a handler that throws reaches the caller', async () => {
  const { analytics } = connect({
    url: await nowhere(),
    onError: () => {
      throw new Error('the handler is broken')
    },
  })
  const trackAnything = analytics.track as (input: unknown) => void
  for (const input of [undefined, null, 7, 'text', () => undefined, { value: 1n }]) trackAnything(input)
  await analytics.flush()
})

test('fields told once for all are in every event that names no other', async () => {
  const bodies: string[] = []
  const url = await listen((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      bodies.push(body)
      response.end('{"result":{"data":{"accepted":2,"duplicates":0,"rejected":[]}}}')
    })
  })
  const sessionId = randomUUID()
  const { analytics } = connect({ url, userId: 'ana', sessionId, writeKey: 'public' })
  analytics.track({ type: 'generation' })
  analytics.track({ type: 'generation', userId: 'eva', occurredAt: '2026-11-23T12:00:00Z' })
  await analytics.flush()
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
    key: 'public',
    sentAt: expect.any(String),
    events: [
      { userId: 'ana', sessionId, id: expect.stringMatching(/^[\da-f-]{14}7/), occurredAt: expect.any(String) },
      { userId: 'eva', sessionId, occurredAt: '2026-11-23T12:00:00Z' },
    ],
  })
})
