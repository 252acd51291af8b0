import { randomUUID } from 'node:crypto'
import { QUESTION_NAMES, QUESTION_SCHEMAS } from '@son1k/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { QUESTION_INPUTS } from './support/question-inputs.js'
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

const style = { dimension: 'style', op: 'is', values: ['lofi'] }
const days = (from: string, to: string) => ({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` })
const oneFilter = (changes: object) => [{ ...style, ...changes }]
/** Of each field that a question may take, values that are refused, and the path that is named. */
const REFUSED: Record<string, [value: unknown, path: string][]> = {
  range: [
    [undefined, 'range'],
    [{ days: 0 }, 'range.days'],
    [{ days: 366 }, 'range.days'],
    [days('2026-11-02', '2026-11-01'), 'range.to'],
    [days('2023-11-02', '2026-11-01'), 'range.to'],
    [{ from: 'yesterday', to: '2026-11-01T00:00:00Z' }, 'range.from'],
    [{ days: 1, ...days('2026-11-01', '2026-11-02') }, 'range'],
    [{ days: 1, timeZone: 'UTC' }, 'range'],
  ],
  filters: [
    ['AI', 'filters'],
    [Array(11).fill(style), 'filters'],
    [oneFilter({ dimension: 'genre' }), 'filters.0.dimension'],
    [oneFilter({ op: 'like' }), 'filters.0.op'],
    [oneFilter({ values: Array(21).fill('a') }), 'filters.0.values'],
    [[style, ...oneFilter({ dimension: 'tempoBand', values: ['125'] })], 'filters.1.values.0'],
  ],
  names: [['both', 'names']],
  compare: [['yes', 'compare']],
  details: [['yes', 'details']],
  metric: [['clicks', 'metric']],
  interval: [['minute', 'interval']],
  by: [['genre', 'by']],
  dimension: [['genre', 'dimension']],
  dimensions: [
    [['style', 'style'], 'dimensions'],
    [['style', 'instrument'], 'dimensions.1'],
  ],
  kind: [['all', 'kind']],
  limit: [
    [0, 'limit'],
    [1_001, 'limit'],
  ],
  top: [[21, 'top']],
  offset: [[-1, 'offset']],
  search: [['\0', 'search']],
  periods: [[61, 'periods']],
  steps: [
    [[{ state: 'succeeded' }], 'steps'],
    [[{ state: 'succeeded' }, { action: 'save', state: 'failed' }], 'steps.1'],
  ],
  per: [['day', 'per']],
  withinMinutes: [[43_201, 'withinMinutes']],
  sort: [['height', 'sort']],
  order: [['up', 'order']],
  cursor: [['x'.repeat(10_000), 'cursor']],
  userId: [['', 'userId']],
}

test.each(QUESTION_NAMES)(
  'analytics.%s refuses what makes no sense in any of its fields, and names the field',
  async (name) => {
    const { properties = {} } = z.toJSONSchema(QUESTION_SCHEMAS[name], { io: 'input', unrepresentable: 'any' })
    const answers: unknown[] = []
    const expected: unknown[] = []
    const refusalOf = async (changes: object) => {
      const response = await ask(name, { ...QUESTION_INPUTS[name], ...changes })
      const { error } = (await response.json()) as { error?: { data: { analytics: { issues: { path: string }[] } } } }
      return [response.status, changes, error?.data.analytics.issues.map(({ path }) => path)]
    }
    for (const field of Object.keys(properties)) {
      expect(REFUSED).toHaveProperty([field])
      for (const [value, path] of REFUSED[field] ?? []) {
        answers.push(await refusalOf({ [field]: value }))
        expected.push([400, { [field]: value }, [path]])
      }
    }
    answers.push(await refusalOf({ timeZone: 'Mars/Olympus' }))
    expected.push([400, { timeZone: 'Mars/Olympus' }, ['']])
    expect(answers).toEqual(expected)
  },
)

test('metrics that are not of generations, and points that are too many, are refused by the field that asks for them', async () => {
  const pathOf = async (input: object) => {
    const response = await ask('timeseries', { metric: 'generations', interval: 'day', ...input })
    return [response.status, await response.json()]
  }
  const refusal = (path: string) => [
    400,
    {
      error: expect.objectContaining({
        data: expect.objectContaining({
          analytics: expect.objectContaining({ issues: [expect.objectContaining({ path })] }),
        }),
      }),
    },
  ]
  expect(await pathOf({ metric: 'sessions', by: 'style' })).toEqual(refusal('by'))
  expect(await pathOf({ metric: 'sessions', filters: [style] })).toEqual(refusal('filters'))
  expect(await pathOf({ range: { days: 365 }, interval: 'hour' })).toEqual(refusal('interval'))
})
