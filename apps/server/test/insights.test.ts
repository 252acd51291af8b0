import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer, type TestServer } from './support/start-server.js'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
  const event = { type: 'generation', id: randomUUID(), userId: 'ana', style: 'lofi', generationSeconds: 4 }
  const now = new Date().toISOString()
  await server.post('/trpc/track.batch', { sentAt: now, events: [{ ...event, occurredAt: now }] })
})
afterAll(() => server.close())

const ask = (name: string, input: object) =>
  server.get(`/trpc/analytics.${name}?input=${encodeURIComponent(JSON.stringify({ range: { days: 1 }, ...input }))}`)

test.each<[string, object, object]>([
  [
    'timeseries',
    { metric: 'generations', interval: 'day', by: 'style' },
    { total: { whole: 1 }, series: [{ value: 'lofi' }] },
  ],
  ['breakdown', { dimension: 'style' }, { values: 1, rows: [{ value: 'lofi', generations: 1 }] }],
  ['hours', { metric: 'generations' }, { whole: 1 }],
  ['latency', { by: 'style' }, { count: 1, meanSeconds: 4, rows: [{ value: 'lofi' }] }],
  ['patience', {}, { gaveUp: 0, finished: 1 }],
  ['quality', {}, { total: { duplicates: 0, measured: { events: 1, lost: 0 } } }],
  ['retention', { interval: 'week' }, { cohorts: expect.any(Array) }],
  [
    'funnel',
    { per: 'user', steps: [{ state: 'succeeded' }, { action: 'save' }] },
    { steps: [{ reached: 1 }, { reached: 0 }] },
  ],
  ['ai', {}, { basic: { generations: 1 }, compared: { pairs: 0 }, difference: null }],
  [
    'matrix',
    { dimensions: ['style', 'aiEnhanced'] },
    { found: 1, cells: [{ values: ['lofi', 'false'], isThin: true }] },
  ],
  ['errors', { kind: 'page' }, { found: 0, groups: [], compared: { isCut: false } }],
  ['lifecycle', { by: 'style' }, { values: [{ value: 'lofi', succeeded: 1 }], chains: { found: 1 } }],
])('analytics.%s answers', async (name, input, answer) => {
  const response = await ask(name, input)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ result: { data: answer } })
})

test.each<[string, object, string]>([
  ['timeseries', { metric: 'generations', interval: 'day', by: 'genre' }, 'by'],
  [
    'breakdown',
    { dimension: 'style', filters: [{ dimension: 'style', op: 'is', values: Array(21).fill('a') }] },
    'filters.0.values',
  ],
  ['hours', { metric: 'generations', range: { days: 366 } }, 'range.days'],
  ['latency', { limit: 0 }, 'limit'],
  ['patience', { range: { from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' } }, 'range.to'],
  ['retention', { interval: 'year' }, 'interval'],
  ['funnel', { per: 'user', steps: [{ state: 'succeeded' }, { action: 'save', state: 'failed' }] }, 'steps.1'],
  ['ai', { filters: 'AI' }, 'filters'],
  ['matrix', { dimensions: ['style', 'style'] }, 'dimensions'],
  ['errors', { kind: 'all' }, 'kind'],
  ['errors', { range: { days: 365 }, interval: 'hour' }, 'interval'],
  ['lifecycle', { limit: 101 }, 'limit'],
])('analytics.%s refuses %j and names the field', async (name, input, path) => {
  const response = await ask(name, input)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { data: { analytics: { issues: [{ path }] } } } })
})
