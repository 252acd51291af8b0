import { type Event, EXPORT_FORMATS, QUESTION_NAMES } from '@son1k/contract'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { QUESTION_INPUTS } from './support/question-inputs.js'
import { startServer, type TestServer } from './support/start-server.js'

const NOW = Date.parse('2026-11-24T12:30:00Z')
const iso = (at: number) => new Date(at).toISOString()

/** The query of an address, as the documentation says. */
function queryOf(input: object): string {
  const query = new URLSearchParams({ days: '7' })
  for (const [field, value] of Object.entries(input)) {
    const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    query.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return query.toString()
}
const pathOf = (question: string, format: string) =>
  `/api/analytics/${question.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}.${format}`

/** Holds at run time: the parser answers a list of records, and the server JSON of this form. */
const csvOf = async (response: Response) => parse(await response.text(), { columns: true }) as Record<string, string>[]
const tablesOf = async (response: Response) =>
  ((await response.json()) as { tables: Record<string, Record<string, unknown>[]> }).tables

const FORMULA = '=HYPERLINK("http://evil.example";"x")'
const HOSTILE = [FORMULA, '+1', '@x', '-2', '\tx', '\rx', 'a "b", c', 'línea\nnueva']

/** Events of which every text is one that a spreadsheet could take for a formula. */
function hostileEvents(): Event[] {
  return Array.from({ length: 16 }, (_, index): Event[] => {
    const text = HOSTILE[index % HOSTILE.length] ?? ''
    const common = { occurredAt: iso(NOW - index * 1_000), userId: '=user_0', page: text }
    const id = (kind: number) => `0193f5a2-7c1e-7d3b-9a54-${String(kind * 1_000 + index).padStart(12, '0')}`
    const track = { ...common, style: text, mood: text, prompt: `${text} a song about the night`, generationSeconds: 4 }
    return [
      { ...track, type: 'generation', id: id(1), generationId: `=track ${index}` },
      { ...track, type: 'generation', id: id(2), outcome: 'failed', errorMessage: '=cmd()', style: FORMULA },
      {
        ...common,
        type: 'interaction',
        id: id(3),
        action: 'save',
        element: text,
        value: text,
        generationId: `=track ${index}`,
      },
    ]
  }).flat()
}
/** All tables that have texts of people in them. */
const WITH_TEXTS = [
  'breakdown.rows',
  'errors.goes_with',
  'errors.groups',
  'errors.trend',
  'latency.percentiles',
  'lifecycle.values',
  'matrix.cells',
  'promptFamilies.families',
  'prompts.prompts',
  'prompts.spellings',
  'summary.prompts',
  'summary.styles',
  'timeseries.points',
  'user.numbers',
  'user.styles',
  'userTimeline.events',
  'users.users',
]

async function startWithEvents(users: number): Promise<TestServer> {
  const server = await startServer({ now: () => NOW })
  const events = Array.from({ length: users }, (_, index) => ({
    type: 'generation' as const,
    id: `0193f5a2-7c1e-7d3b-9a54-${String(index).padStart(12, '0')}`,
    occurredAt: iso(NOW - index * 1_000),
    userId: `user_${index}`,
    style: 'lofi',
    generationSeconds: 4,
  }))
  await server.store.importEvents(events, 1)
  return server
}

test('every table of every question comes as CSV and as JSON, by REST and by procedure, with the same rows and no formula', async () => {
  const server = await startServer({ now: () => NOW })
  await server.store.importEvents(hostileEvents(), 1)
  const escaped = new Set<string>()
  for (const question of QUESTION_NAMES) {
    const input = QUESTION_INPUTS[question]
    const query = queryOf(input)
    const json = await server.get(`${pathOf(question, 'json')}?${query}`)
    expect([question, json.status]).toEqual([question, 200])
    const tables = await tablesOf(json)
    const names = Object.keys(tables)
    expect(names.length).toBeGreaterThan(0)
    for (const [index, table] of names.entries()) {
      const csv = await server.get(`${pathOf(question, 'csv')}?${query}${index === 0 ? '' : `&table=${table}`}`)
      expect(csv.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/)
      expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="son1k-[\w-]+\.csv"$/)
      const text = await csv.clone().text()
      expect(text.endsWith('\r\n')).toBe(true)
      const rows = await csvOf(csv)
      expect([question, table, rows.length]).toEqual([question, table, tables[table]?.length])
      const asText = (value: unknown) => {
        if (value === null) return ''
        return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
      }
      const expected = tables[table]?.map((row) =>
        Object.fromEntries(Object.entries(row).map(([heading, value]) => [heading, asText(value)])),
      )
      expect(rows).toEqual(expected)
      if (rows.some((row) => Object.values(row).some((cell) => /^'[=+\-@\t\r]/.test(cell)))) {
        escaped.add(`${question}.${table}`)
      }
      const asked = { question, format: 'csv', table, input: { range: { days: 7 }, ...input } }
      const answer = await server.get(`/trpc/analytics.export?input=${encodeURIComponent(JSON.stringify(asked))}`)
      const { result } = (await answer.json()) as { result: { data: { text: string; filename: string } } }
      expect(result.data.text).toBe(text)
    }
  }
  expect([...escaped].toSorted()).toEqual(WITH_TEXTS)
})

test('a list of thousands is one file, page after page, and a limit makes it one page', async () => {
  const server = await startWithEvents(2_500)
  const whole = await server.get('/api/analytics/users.csv?days=7&sort=userId&order=ascending')
  expect(whole.headers.get('x-range-is-cut')).toBe('false')
  const rows = await csvOf(whole)
  expect(rows).toHaveLength(2_500)
  expect(new Set(rows.map(({ user_id }) => user_id)).size).toBe(2_500)
  const json = await tablesOf(await server.get('/api/analytics/users.json?days=7'))
  expect(json.users).toHaveLength(2_500)
  expect(await csvOf(await server.get('/api/analytics/users.csv?days=7&limit=3'))).toHaveLength(3)
})

test('what a question does not take is refused before anything is sent, with the names of the query', async () => {
  const server = await startWithEvents(1)
  const refusal = async (path: string) => {
    const response = await server.get(`/api/analytics/${path}`)
    const { error } = (await response.json()) as { error: { code: string; issues?: { path: string }[] } }
    return [response.status, error.code, ...(error.issues ?? []).map(({ path }) => path)]
  }
  const bad = (...paths: string[]) => [400, 'VALIDATION_FAILED', ...paths]
  expect(await refusal('users.csv?days=900')).toEqual(bad('days'))
  expect(await refusal('users.csv')).toEqual(bad('days'))
  expect(await refusal('users.csv?from=x&to=2026-11-24T00:00:00Z')).toEqual(bad('from'))
  expect(await refusal('users.csv?days=7&limit=many&sort=height')).toEqual(bad('sort', 'limit'))
  expect(await refusal('funnel.csv?days=7&per=user&steps=[')).toEqual(bad('steps'))
  expect(await refusal('funnel.csv?days=7&per=user&steps=[]&within_minutes=0')).toEqual(bad('steps', 'within_minutes'))
  expect(await refusal('latency.json?days=7&table=chairs')).toEqual(bad('table'))
  expect(await refusal('user.csv?days=7&user_id=nobody')).toEqual([404, 'NOT_FOUND'])
  expect((await server.get('/api/analytics/dreams.csv?days=7')).status).toBe(404)
  expect((await server.post('/api/analytics/users.csv', {})).status).toBe(405)
})

test('files are for who may read', async () => {
  const server = await startServer({ readToken: 'r'.repeat(40) })
  for (const question of QUESTION_NAMES) {
    for (const format of EXPORT_FORMATS)
      expect((await server.get(`${pathOf(question, format)}?days=7`)).status).toBe(401)
  }
})
