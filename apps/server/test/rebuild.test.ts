import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, type Run, runServer, spawnServer } from './support/run-server.js'

test('sums that are made anew say what they said before', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-rebuild-'))
  onTestFinished(() => rm(cwd, { recursive: true }))
  const run = { cwd, env: { DATABASE_URL: 'file:demo.db', PORT: '0' } }
  await runServer({ ...run, args: ['demo-data', '--database', 'file:demo.db', '--days', '2'] })
  const before = await readSummary(run)
  expect(before).toMatchObject({ success: true, data: { session_metrics: { total_sessions: expect.any(Number) } } })

  const rebuilt = await runServer({ ...run, args: ['rebuild'] })
  expect(rebuilt).toMatchObject({ code: 0, output: 'The sums of file:demo.db are as its events say\n' })
  expect(rebuilt.errors).toContain('Summing up')
  expect(await readSummary(run)).toEqual({ ...before, timestamp: expect.any(String) })

  expect(await runServer({ ...run, args: ['rebuild', '--from', '2026-11-01'] })).toMatchObject({
    code: 0,
    output: 'The sums of file:demo.db are as its events say from 2026-11-01 on\n',
  })
  expect(await runServer({ ...run, args: ['rebuild', '--from', 'yesterday'] })).toMatchObject({
    code: 1,
    errors: expect.stringContaining('It must be a day such as 2026-11-01.'),
  })
})

/** The numbers of a week, from a server that is started for it. */
async function readSummary(run: Run): Promise<Record<string, unknown>> {
  const server = spawnServer(run)
  const answer = await fetch(`${await addressOf(server)}/api/analytics`)
  const summary = jsonObject(await answer.text())
  server.process.kill('SIGTERM')
  await ended(server)
  return summary
}

/** The server answers nothing but JSON objects. */
const jsonObject = (text: string) => JSON.parse(text) as Record<string, unknown>
