import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runServer } from './support/run-server.js'

test('what is imported or made for an app is that app’s alone, and exported so', { timeout: 120_000 }, async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-app-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const command = (...args: string[]) => runServer({ cwd, env: { DATABASE_URL: 'file:analytics.db' }, args })
  const usersOf = async (app: string) => {
    const { output } = await command('export', '--app', app)
    return new Set(output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).userId as string])))
  }
  await command('apps', 'create', 'studio')
  const event = { type: 'generation', occurredAt: new Date().toISOString(), userId: 'ana-of-studio' }
  const id = '0b8f3c52-5a0e-4c5e-9f0e-1d2c3b4a5f60'
  await writeFile(join(cwd, 'events.jsonl'), `${JSON.stringify({ ...event, id })}\n`)
  expect((await command('import', 'jsonl', 'events.jsonl', '--app', 'studio')).code).toBe(0)
  // Of one day, which ends now, there is nothing yet in the small hours.
  const demo = ['demo-data', '--database', 'file:analytics.db', '--days', '2', '--app']
  expect((await command(...demo, 'studio')).code).toBe(0)
  const users = await usersOf('studio')
  expect([users.has('ana-of-studio'), users.size > 1]).toEqual([true, true])
  expect(await usersOf('default')).toEqual(new Set())

  for (const args of [['export'], ['import', 'jsonl', 'events.jsonl'], demo.slice(0, -1)]) {
    const { code, errors } = await command(...args, '--app', 'nowhere')
    expect([args[0], code, errors]).toEqual([args[0], 1, expect.stringContaining('nowhere')])
  }
})
