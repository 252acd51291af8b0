import { randomUUID } from 'node:crypto'
import parse from 'parse-prometheus-text-format'
import { expect, test } from 'vitest'
import { startServer, type TestServer } from './support/start-server.js'

async function readMetrics(server: TestServer) {
  const response = await server.get('/metrics')
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
  const text = await response.text()
  const families = new Map(parse(text).map((family) => [family.name, family]))
  const samples = (name: string) => families.get(name)?.metrics ?? []
  return {
    names: [...families.keys()],
    samples,
    value: (name: string, labels: Record<string, string> = {}) =>
      samples(name).find((sample) => Object.entries(labels).every(([key, value]) => sample.labels?.[key] === value))
        ?.value,
    text,
    /** The answers that were measured at a route; the parser takes all histograms of a name for one. */
    answers: (route: string) =>
      [...text.matchAll(/^http_request_duration_seconds_count\{method="(\w+)",route="(.*)",status="(\d+)"\} (\d+)$/gm)]
        .filter((found) => found[2] === route)
        .map(([, method, , status, count]) => [method, status, count]),
  }
}

test('what is stored, known already and refused is counted, and how it was committed', async () => {
  const server = await startServer()
  const before = await readMetrics(server)
  expect(before.value('son1k_events_total', { result: 'accepted' })).toBe('0')
  const event_id = randomUUID()
  await server.post('/api/track/generation', { user_id: 'ana', event_id })
  await server.post('/api/track/generation', { user_id: 'ana', event_id })
  await server.post('/api/track/generation', { user_id: 'ana', tempo: 0 })
  const event = { type: 'generation', id: randomUUID(), occurredAt: new Date().toISOString(), userId: 'ana' }
  const old = { ...event, id: randomUUID(), occurredAt: '2020-01-01T00:00:00Z' }
  await server.post('/trpc/track.batch', { sentAt: event.occurredAt, events: [event, event, old, {}] })

  const after = await readMetrics(server)
  expect(after.value('son1k_events_total', { result: 'accepted' })).toBe('2')
  expect(after.value('son1k_events_total', { result: 'duplicate' })).toBe('2')
  expect(after.value('son1k_events_refused_total', { reason: 'VALIDATION_FAILED' })).toBe('2')
  expect(after.value('son1k_events_refused_total', { reason: 'TOO_OLD' })).toBe('1')
  expect(after.samples('son1k_commit_events')).toMatchObject([
    { count: '2', sum: '2', buckets: { 1: '2', '+Inf': '2' } },
  ])
  expect(after.samples('son1k_commit_duration_seconds')).toMatchObject([{ count: '2' }])
  expect(after.value('son1k_queue_events')).toBe('0')
  expect(after.value('son1k_database_events')).toBe('2')
  expect(Number(after.value('son1k_database_bytes'))).toBeGreaterThan(10_000)
})

test('answers are measured by a route of ours, whatever was asked for', async () => {
  const server = await startServer()
  await server.post('/api/track/generation', { user_id: 'ana' })
  await server.post('/api/track/generation', {})
  await server.get('/trpc/system.health')
  await server.get('/trpc/system.health,system.status?batch=1')
  for (const path of ['/nothing', '/api/nothing', '/trpc/no.thing', '/trpc/__proto__']) await server.get(path)

  await expect.poll(async () => (await readMetrics(server)).answers('/trpc (unknown)')).toEqual([['GET', '404', '2']])
  const { answers, text } = await readMetrics(server)
  expect(answers('/api/track/generation')).toEqual([
    ['POST', '200', '1'],
    ['POST', '400', '1'],
  ])
  expect(answers('/trpc/system.health')).toEqual([['GET', '200', '1']])
  expect(answers('/trpc (several)')).toEqual([['GET', '200', '1']])
  expect(text).not.toContain('thing"')
})

test('the process and the build are told under their usual names', async () => {
  const { names, value } = await readMetrics(await startServer())
  expect(names).toEqual(
    expect.arrayContaining(['son1k_queue_bytes', 'son1k_live_subscribers', 'son1k_event_loop_lag_seconds']),
  )
  expect(value('son1k_build_info', { version: '0.0.0-test' })).toBe('1')
  expect(Number(value('process_resident_memory_bytes'))).toBeGreaterThan(10_000_000)
  expect(Number(value('process_cpu_seconds_total'))).toBeGreaterThan(0)
  expect(Math.abs(Number(value('process_start_time_seconds')) - Date.now() / 1_000)).toBeLessThan(3_600)
})

test('they are for who may read: with the token, or from this machine where there is none', async () => {
  const closed = await startServer({ readToken: 'a-very-long-random-token' })
  expect((await closed.get('/metrics')).status).toBe(401)
  const authorization = 'Bearer a-very-long-random-token'
  expect((await closed.get('/metrics', { headers: { authorization } })).status).toBe(200)

  const open = await startServer()
  const foreign = await open.get('/metrics', { headers: { origin: 'https://other.example' } })
  expect([foreign.status, await foreign.json()]).toMatchObject([401, { error: { code: 'UNAUTHORIZED' } }])
  expect((await open.get('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401)
  const posted = await open.post('/metrics', {})
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('where the database does not answer, the rest is told all the same', async () => {
  const server = await startServer()
  await server.store.close()
  const { value, samples } = await readMetrics(server)
  expect(samples('son1k_database_bytes')).toEqual([])
  expect(value('son1k_queue_events')).toBe('0')
})
