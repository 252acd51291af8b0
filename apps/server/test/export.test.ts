import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { storeImport } from '@son1k/api'
import type { Event } from '@son1k/contract'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { loadDemoData } from '../src/demo-data/load-demo-data.js'
import { exportToFile } from '../src/export/export-events.js'
import { importFile, openEmptyStore, storedEvents, temporaryFolder } from './support/import-text.js'
import { addressOf, runServer, spawnServer } from './support/run-server.js'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const appId = 1
const sessionId = '0d9f0c3e-0000-4000-8000-00000000000a'
const base = { userId: "'@ana", occurredAt: '2026-11-20T10:00:00.000Z' }

/** Texts that a spreadsheet would run, or a table would break at. */
const hostile: Event[] = ['=SUM(1)', '+1', '-1', '@x', '\tx', '\rx', "'=x", "''", 'a,"b"\r\nc', '', ' x '].map(
  (value, index) => ({
    ...base,
    type: 'interaction',
    id: `0d9f0c3e-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
    action: 'click',
    element: value === '' ? 'A' : value,
    value,
    metadata: { value },
  }),
)
const others: Event[] = [
  { ...base, type: 'session.start', id: sessionId, sessionId, context: { language: 'es' } },
  {
    ...{
      ...base,
      type: 'generation',
      id: '0d9f0c3e-0000-4000-8000-00000000000b',
      sessionId,
      seq: 3,
      outcome: 'failed',
    },
    ...{ prompt: '=1+1', style: 'lo-fi', tempoBpm: 127.5, durationSeconds: 0, generationSeconds: 1.25 },
    ...{ instruments: ['=synth', 'a,b'], aiEnhanced: true, params: { seed: 7 }, errorMessage: '' },
  },
]

test.each(['jsonl', 'csv'] as const)(
  'what is exported as %s and imported again is the same, numbers and all',
  async (format) => {
    const [store, copy] = [await openEmptyStore(), await openEmptyStore()]
    await store.importEvents([...hostile, ...others], appId)
    await loadDemoData({ take: (events) => storeImport(store, events, 1), days: 2, now: NOW })
    const file = join(await temporaryFolder(), `events.${format}.gz`)
    await exportToFile(file, format, store.exportEvents({ appId }))
    expect(await importFile({ format, file, store: copy })).toMatchObject({ refused: 0, known: 0 })
    expect(await storedEvents(copy)).toEqual(await storedEvents(store))
    const question = { range: { days: 30 }, compare: true }
    expect(await copy.summary(appId, question)).toEqual(await store.summary(appId, question))
    expect((await copy.summary(appId, question)).generations.total).toBeGreaterThan(50)
  },
)

test('no cell of a table is a formula to a spreadsheet', async () => {
  const store = await openEmptyStore()
  await store.importEvents([...hostile, ...others], appId)
  const file = join(await temporaryFolder(), 'events.csv')
  await exportToFile(file, 'csv', store.exportEvents({ appId }))
  const records: string[][] = parse(await readFile(file, 'utf8'))
  const cells = records.flat()
  expect(cells.length).toBeGreaterThan(300)
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
})

test('a Parquet file has each event with its types', async () => {
  const store = await openEmptyStore()
  await store.importEvents([...hostile, ...others], appId)
  const file = join(await temporaryFolder(), 'events.parquet')
  await exportToFile(file, 'parquet', store.exportEvents({ appId }))
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) })
  expect(rows).toHaveLength(hostile.length + others.length)
  expect(rows.find(({ type }) => type === 'generation')).toMatchObject({
    ...{ id: '0d9f0c3e-0000-4000-8000-00000000000b', occurredAt: new Date(base.occurredAt), seq: 3, tempoBpm: 127.5 },
    ...{ durationSeconds: 0, aiEnhanced: true, prompt: '=1+1', instruments: '["=synth","a,b"]', params: '{"seed":7}' },
    ...{ action: null, mood: null },
  })
})

test('the command exports beside a running server, and leaves nothing half-written', async () => {
  const cwd = await temporaryFolder()
  const server = spawnServer({ cwd, env: { PORT: '0' } })
  const url = await addressOf(server)
  for (const day of ['20', '21', '22']) {
    const body = {
      user_id: 'ana',
      occurred_at: `2026-11-${day}T10:00:00Z`,
      event_id: `0d9f0c3e-0000-4000-8000-0000000000${day}`,
    }
    await fetch(`${url}/api/track/generation`, { method: 'POST', body: JSON.stringify(body) })
  }
  const some = await runServer({ cwd, args: ['export', '--from', '2026-11-21', '--to', '2026-11-22T10:00:00Z'] })
  expect(some).toMatchObject({ code: 0, errors: '' })
  expect(JSON.parse(some.output)).toMatchObject({ type: 'generation', occurredAt: '2026-11-21T10:00:00.000Z' })

  const all = await runServer({ cwd, args: ['export', '--format', 'csv', '--output', 'all.csv.gz'] })
  expect(all).toMatchObject({ code: 0, output: '', errors: '3 events written to all.csv.gz\n' })
  expect(
    gunzipSync(await readFile(join(cwd, 'all.csv.gz')))
      .toString()
      .split('\r\n'),
  ).toHaveLength(5)

  await writeFile(join(cwd, 'taken'), '')
  const failed = await runServer({ cwd, args: ['export', '--output', 'taken/all.jsonl'] })
  expect(failed.code).toBe(1)
  expect(await readdir(cwd)).toEqual(['all.csv.gz', 'data', 'taken'])
})

test.each([
  [['export', '--format', 'parquet'], /--output/],
  [['export', '--from', 'yesterday'], /--from.*2026-11-01T00:00:00Z/],
  [['export'], /There is no database .*analytics\.db: check DATABASE_URL/],
])('%j says what is wrong', async (args, message) => {
  const { code, errors } = await runServer({ cwd: await temporaryFolder(), args })
  expect(errors).toMatch(message)
  expect(code).toBe(1)
})
