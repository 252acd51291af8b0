import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer, startServer, type TestServer } from './support/start-server.js'

/** For the tests that count nothing. */
let shared: TestServer
beforeAll(async () => {
  shared = await openServer()
})
afterAll(() => shared.close())

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const timestamp = expect.stringMatching(RFC_3339)
const uuid = expect.stringMatching(UUID)

/** What the old browser client sends for a track it knows little of. */
const oldGeneration = {
  session_id: null,
  user_id: 'user_1758837600000_abc123def',
  prompt: 'N/A',
  style: 'N/A',
  scale: 'C major',
  mood: 'neutral',
  duration: 120.5,
  tempo: 120,
  instruments: [],
  ai_enhanced: false,
  generation_time: 15.2,
  success: true,
  error_message: null,
}

describe('GET /api/health', () => {
  test('says that the server is well, and how many sessions are active', async () => {
    const server = await startServer()
    await server.post('/api/session/start', { user_id: 'ana' })
    const response = await server.get('/api/health')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ status: 'healthy', active_sessions: 1, timestamp })
  })

  test('answers HEAD without a body, and OPTIONS with what it takes', async () => {
    const head = await shared.get('/api/health', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const options = await shared.get('/api/health', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  })
})

describe('sessions', () => {
  test('start and end; ending again, or one that is unknown, is a success too', async () => {
    const server = await startServer()
    const started = await server.post('/api/session/start', { user_id: 'user_123' })
    const { session_id: sessionId, ...rest } = (await started.json()) as { session_id: string }
    expect(rest).toEqual({ success: true, timestamp })
    expect(sessionId).toMatch(UUID)
    for (const id of [sessionId, sessionId, randomUUID()]) {
      const ended = await server.post('/api/session/end', { session_id: id })
      expect([ended.status, await ended.json()]).toEqual([200, { success: true, timestamp }])
    }
    expect(await server.store.activeSessions(1)).toBe(0)
  })

  test('a session started twice under one id is one session', async () => {
    const server = await startServer()
    const body = { user_id: 'ana', session_id: randomUUID() }
    for (let time = 0; time < 2; time++) {
      const response = await server.post('/api/session/start', body)
      expect(await response.json()).toEqual({ success: true, session_id: body.session_id, timestamp })
    }
    expect((await server.store.summary(1, { range: { days: 1 } })).sessions.total).toBe(1)
  })
})

describe('POST /api/track/generation', () => {
  test('takes exactly what the old client sends', async () => {
    const server = await startServer()
    const response = await server.post('/api/track/generation', oldGeneration)
    expect([response.status, await response.json()]).toEqual([200, { success: true, event_id: uuid, timestamp }])
    const { data } = (await (await server.get('/api/analytics')).json()) as { data: Record<string, unknown> }
    expect(data).toMatchObject({
      music_metrics: {
        total_generations: 1,
        successful_generations: 1,
        avg_duration: 120.5,
        avg_generation_time: 15.2,
      },
      popular_styles: [],
      popular_prompts: [],
    })
  })

  test.each([
    ['nothing but a user', { user_id: 'ana' }],
    ['a tempo with a fraction', { user_id: 'ana', tempo: 127.5 }],
    ['nulls for all that is optional', { user_id: 'ana', prompt: null, tempo: null, success: null, instruments: null }],
    ['fields that nobody knows', { user_id: 'ana', colour: 'green' }],
  ])('takes %s', async (_what, body) => {
    expect((await shared.post('/api/track/generation', body)).status).toBe(200)
  })

  test('counts a failure as one', async () => {
    const server = await startServer()
    await server.post('/api/track/generation', { ...oldGeneration, success: false, error_message: 'no GPU' })
    const { generations } = await server.store.summary(1, { range: { days: 1 } })
    expect(generations).toMatchObject({ total: 1, succeeded: 0, failed: 1 })
  })

  test('stores the same event_id once and answers it again', async () => {
    const server = await startServer()
    const body = { ...oldGeneration, event_id: randomUUID(), occurred_at: new Date().toISOString() }
    const answers = []
    for (let time = 0; time < 2; time++) answers.push(await (await server.post('/api/track/generation', body)).json())
    const answer = { success: true, event_id: body.event_id, timestamp }
    expect(answers).toEqual([answer, answer])
    expect((await server.store.summary(1, { range: { days: 1 } })).generations.total).toBe(1)
  })

  test.each(['application/x-www-form-urlencoded', 'text/plain;charset=UTF-8', 'nonsense', ''])(
    'reads a body of type "%s" as JSON',
    async (type) => {
      const response = await shared.post('/api/track/generation', { user_id: 'ana' }, { 'content-type': type })
      expect(response.status).toBe(200)
    },
  )
})

test('a body may be compressed', async () => {
  const body = gzipSync(JSON.stringify({ user_id: 'ana' }))
  expect((await shared.post('/api/track/generation', body, { 'content-encoding': 'gzip' })).status).toBe(200)
})

describe('POST /api/track/interaction', () => {
  test('stores what a person did', async () => {
    const server = await startServer()
    const body = {
      session_id: null,
      user_id: 'ana',
      action: 'click',
      element: 'BUTTON#play',
      value: null,
      metadata: {},
    }
    const response = await server.post('/api/track/interaction', body)
    expect([response.status, await response.json()]).toEqual([200, { success: true, interaction_id: uuid, timestamp }])
    expect((await server.store.liveSnapshot(1)).recentEvents).toMatchObject([
      { action: 'click', element: 'BUTTON#play' },
    ])
  })
})

describe('POST /api/track/batch', () => {
  test('stores the good events and says in its own names why the others were refused', async () => {
    const server = await startServer()
    const session = randomUUID()
    const again = randomUUID()
    const response = await server.post('/api/track/batch', {
      sent_at: new Date().toISOString(),
      events: [
        { type: 'session_start', user_id: 'ana', session_id: session },
        { type: 'generation', user_id: 'ana', session_id: session, event_id: again, success: false },
        { type: 'generation', user_id: 'ana', event_id: again },
        { type: 'generation', user_id: 'ana', success: 'yes', generation_time: -1 },
        { type: 'interaction', action: 'click', element: 'A' },
        { type: 'dance', user_id: 'ana' },
        'nonsense',
        { type: 'interaction', user_id: 'ana', action: 'click', element: 'A', occurred_at: '2020-01-01T00:00:00Z' },
      ],
    })
    expect(response.status).toBe(200)
    const types = 'session_start, session_end, generation_start, generation, interaction'
    expect(await response.json()).toEqual({
      success: true,
      accepted: 2,
      duplicates: 1,
      rejected: [
        {
          index: 3,
          code: 'VALIDATION_FAILED',
          message: 'success must be true or false; generation_time must be 0 or more',
        },
        { index: 4, code: 'VALIDATION_FAILED', message: 'user_id is required' },
        { index: 5, code: 'VALIDATION_FAILED', message: `type must be one of ${types}` },
        { index: 6, code: 'VALIDATION_FAILED', message: 'the event must be an object' },
        { index: 7, code: 'TOO_OLD', message: expect.any(String) },
      ],
      timestamp,
    })
  })
})

describe('GET /api/analytics', () => {
  test('shows zeros and empty lists before anything happened', async () => {
    const server = await startServer()
    const response = await server.get('/api/analytics?days=7')
    expect(await response.json()).toEqual({
      success: true,
      data: {
        music_metrics: {
          total_generations: 0,
          successful_generations: 0,
          failed_generations: 0,
          avg_duration: 0,
          avg_generation_time: 0,
          ai_usage_count: 0,
        },
        session_metrics: { total_sessions: 0, unique_users: 0, avg_session_duration: 0 },
        popular_styles: [],
        popular_prompts: [],
        ai_usage_by_day: [],
      },
      timestamp,
    })
  })

  test('shows what was stored', async () => {
    const server = await startServer()
    const { session_id } = (await (await server.post('/api/session/start', { user_id: 'ana' })).json()) as {
      session_id: string
    }
    const track = { session_id, user_id: 'ana', style: 'synthwave', prompt: 'una canción épica', ai_enhanced: true }
    await server.post('/api/track/generation', { ...track, duration: 100, generation_time: 10 })
    await server.post('/api/track/generation', { ...track, duration: 101, generation_time: 10.001 })
    await server.post('/api/track/generation', { user_id: 'ana', success: false })
    const { data } = (await (await server.get('/api/analytics?days=1')).json()) as { data: unknown }
    expect(data).toMatchObject({
      music_metrics: {
        total_generations: 3,
        successful_generations: 2,
        failed_generations: 1,
        avg_duration: 100.5,
        avg_generation_time: expect.closeTo(10.0005, 3),
        ai_usage_count: 2,
      },
      session_metrics: { total_sessions: 1, unique_users: 1, avg_session_duration: expect.any(Number) },
      popular_styles: [{ style: 'synthwave', count: 2 }],
      popular_prompts: [{ prompt: 'una canción épica', count: 2 }],
      ai_usage_by_day: [{ date: new Date().toISOString().slice(0, 10), count: 2 }],
    })
  })

  test('says how much its lists and files may miss where a day has more names than are told apart', async () => {
    const server = await startServer({ labelsPerDay: 2 })
    for (const style of ['a', 'b', 'c', 'd']) {
      await server.post('/api/track/generation', { user_id: 'ana', style, prompt: 'rain' })
    }
    const { data } = (await (await server.get('/api/analytics?days=1')).json()) as { data: { approximate: unknown } }
    expect(data.approximate).toEqual({ popular_styles: 2 })
    const file = '/api/analytics/breakdown.json?days=1&dimension='
    expect(await (await server.get(`${file}style`)).json()).toMatchObject({ approximate: 2 })
    expect((await server.get(`${file}style`)).headers.get('x-approximate')).toBe('2')
    expect(await (await server.get(`${file}prompt`)).json()).not.toHaveProperty('approximate')
  })
})
