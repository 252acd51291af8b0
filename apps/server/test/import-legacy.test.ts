import { access, copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { importFile, openEmptyStore, storedEvents, temporaryFolder } from './support/import-text.js'
import { runServer } from './support/run-server.js'

const early = fileURLToPath(new URL('./fixtures/legacy/early.db', import.meta.url))
const late = fileURLToPath(new URL('./fixtures/legacy/late.db', import.meta.url))

test('each row of the old database is an event, at the time that its clock showed', async () => {
  const store = await openEmptyStore()
  const counts = await importFile({ format: 'legacy', file: early, store })
  expect(counts).toMatchObject({ rows: 8, added: 7, known: 0, refused: 2, skipped: 0 })
  expect(counts.refusals.map(({ place, problem }) => [place, problem])).toEqual([
    ['music_generations row 3', expect.stringMatching(/^timestamp must be a date and time/)],
    ['music_generations row 4', 'tempo must be more than 0'],
  ])
  const id = expect.any(String)
  const sessionId = '6f1c1c0e-6a0e-4d0a-9c55-0b5a6c2d7e01'
  // In Madrid it is summer until the 25th, 3 o'clock: then 2 o'clock comes again, and the first of the two is meant.
  expect(await storedEvents(store)).toEqual([
    { type: 'session.start', id, sessionId, userId: 'user_1_abc', occurredAt: '2026-10-24T20:00:17.401Z' },
    {
      ...{ type: 'interaction', id, sessionId, userId: 'user_1_abc', occurredAt: '2026-10-24T20:01:00.500Z' },
      ...{ action: 'page_view', element: 'page', value: '/studio' },
    },
    {
      ...{ type: 'interaction', id, userId: 'user_3_abc', occurredAt: '2026-10-24T20:02:00.500Z', action: 'error' },
      ...{ element: 'window', value: 'boom', metadata: { error_stack: 'at x' } },
    },
    {
      ...{ type: 'generation', id, userId: 'user_1_abc', occurredAt: '2026-10-24T20:05:00.000Z', outcome: 'succeeded' },
      ...{ generationId: '0d9f0c3e-0000-4000-8000-000000000001', generationSeconds: 14.25, durationSeconds: 120.5 },
      ...{ prompt: 'una canción épica', style: 'synthwave', scale: 'A minor', mood: 'epic', tempoBpm: 128 },
      ...{ instruments: ['synth', 'drums'], aiEnhanced: true },
    },
    {
      ...{ type: 'generation', id, userId: 'user_1_abc', occurredAt: '2026-10-24T20:10:00.000Z', outcome: 'failed' },
      ...{ generationId: '0d9f0c3e-0000-4000-8000-000000000002', errorMessage: 'out of memory' },
      ...{ scale: 'C major', mood: 'neutral' },
    },
    { type: 'session.end', id, sessionId, userId: 'user_1_abc', occurredAt: '2026-10-24T20:30:17.901Z' },
    {
      ...{ type: 'session.start', id, sessionId: '6f1c1c0e-6a0e-4d0a-9c55-0b5a6c2d7e02', userId: 'user_2_abc' },
      occurredAt: '2026-10-25T00:30:00.000Z',
    },
  ])
})

test('an import again adds what is new since, and changes nothing else', async () => {
  const store = await openEmptyStore()
  await importFile({ format: 'legacy', file: early, store })
  const before = await storedEvents(store)
  expect(await importFile({ format: 'legacy', file: early, store })).toMatchObject({ added: 0, known: 7 })
  expect(await storedEvents(store)).toEqual(before)
  expect(await importFile({ format: 'legacy', file: late, store })).toMatchObject({ added: 2, known: 7 })
  const after = await storedEvents(store)
  expect(after).toEqual(expect.arrayContaining(before))
  expect(after.slice(-2)).toMatchObject([
    { style: 'lofi' },
    { type: 'session.end', occurredAt: '2026-10-25T00:45:00.000Z' },
  ])
})

test('an import that is stopped and done again stores what one that was not would have', async () => {
  const [stopped, whole] = [await openEmptyStore(), await openEmptyStore()]
  let asked = 0
  const part = await importFile({ format: 'legacy', file: late, store: stopped, isStopping: () => ++asked === 4 })
  expect(part.added).toBeGreaterThan(0)
  expect(part.added).toBeLessThan(9)
  await importFile({ format: 'legacy', file: late, store: stopped })
  await importFile({ format: 'legacy', file: late, store: whole })
  expect(await storedEvents(stopped)).toEqual(await storedEvents(whole))
})

test('the command tells what came of it, keeps what was refused, and a dry run changes nothing at all', async () => {
  const cwd = await temporaryFolder()
  await copyFile(late, join(cwd, 'old.db'))
  const args = ['import', 'legacy', 'old.db', '--time-zone', 'Europe/Madrid']
  const dry = await runServer({ cwd, args: [...args, '--dry-run'] })
  expect(dry).toMatchObject({ code: 2, output: 'old.db: 9 rows read, 9 events would be taken; 2 rows refused\n' })
  expect(dry.errors).toContain('old.db, music_generations row 4: tempo must be more than 0')
  await expect(access(join(cwd, 'data'))).rejects.toThrow('ENOENT')
  await expect(access(join(cwd, 'old.db.rejects.jsonl'))).rejects.toThrow('ENOENT')

  const first = await runServer({ cwd, args })
  expect(first.output).toBe('old.db: 9 rows read, 9 events added; 2 rows refused, see old.db.rejects.jsonl\n')
  expect(first.errors).toContain('100 %')
  const rejects = (await readFile(join(cwd, 'old.db.rejects.jsonl'), 'utf8')).trim().split('\n')
  expect(rejects.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ place: 'music_generations row 3', row: expect.objectContaining({ id: 'bad-time' }) }),
    expect.objectContaining({ place: 'music_generations row 4', row: expect.objectContaining({ id: 'bad-tempo' }) }),
  ])
  expect(rejects.join()).not.toContain('203.0.113')

  const again = await runServer({ cwd, args: [...args, '--json'] })
  expect(again).toMatchObject({ code: 2, errors: '' })
  expect(JSON.parse(again.output)).toEqual({
    ...{ file: 'old.db', format: 'legacy', dryRun: false, complete: true, rejects: 'old.db.rejects.jsonl' },
    ...{ rows: 9, added: 0, known: 9, refused: 2, skipped: 0 },
  })
})

test.each([
  [['import', 'legacy', 'nowhere.db'], /^There is no file nowhere\.db.*\n$/],
  [['import', 'jsonl', 'nowhere.jsonl'], /^There is no file nowhere\.jsonl.*\n$/],
  [['import', 'word', 'old.db'], /Allowed choices are legacy, jsonl, csv, umami, plausible, posthog/],
  [['import', 'legacy', 'old.db', '--time-zone', 'Mars'], /--time-zone.*Europe\/Madrid/],
])('%j says what is wrong', async (args, message) => {
  const { code, errors } = await runServer({ cwd: await temporaryFolder(), args })
  expect(errors).toMatch(message)
  expect(code).toBe(1)
})
