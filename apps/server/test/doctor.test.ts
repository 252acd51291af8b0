import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, runServer, spawnServer } from './support/run-server.js'

test('beside a server that stores events, doctor is content, and so it is with the backup that is made meanwhile', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-doctor-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const env = { PORT: '0' }
  const server = spawnServer({ cwd, env })
  const url = await addressOf(server)
  let acknowledged = 0
  let isEnough = false
  const send = async () => {
    for (; !isEnough; acknowledged++) {
      const body = JSON.stringify({ user_id: 'ana', style: 'lo-fi', generation_time: 4.2 })
      const response = await fetch(`${url}/api/track/generation`, { method: 'POST', body })
      expect(response.status).toBe(200)
    }
  }
  const sending = Array.from({ length: 4 }, send)
  await expect.poll(() => acknowledged).toBeGreaterThan(100)
  const before = acknowledged
  const made = await runServer({ cwd, env, args: ['backup', 'copy.db'] })
  const examined = await runServer({ cwd, env, args: ['doctor'] })
  isEnough = true
  await Promise.all(sending)

  expect(made).toMatchObject({
    code: 0,
    output: expect.stringMatching(
      /^copy\.db: .+ kB, checked and complete\.\nTo restore it: stop the server, and run .son1k-analytics restore copy\.db/,
    ),
  })
  expect(examined).toMatchObject({
    code: 0,
    output: expect.stringMatching(/in use by process \d+[\s\S]+All is well\.\n$/),
  })
  expect(examined.errors).toContain('Comparing sums')
  const again = await runServer({ cwd, env, args: ['backup', 'copy.db'] })
  expect(again).toMatchObject({ code: 1, errors: expect.stringMatching(/^.*copy\.db is there already.*\n$/) })
  const ofCopy = await runServer({ cwd, env, args: ['doctor', '--database', 'file:copy.db', '--json'] })
  expect(JSON.parse(ofCopy.output)).toMatchObject({ findings: [], lockedBy: null })
  server.process.kill('SIGTERM')
  await ended(server)

  const copy = spawnServer({ cwd, env: { ...env, DATABASE_URL: 'file:copy.db' } })
  const { data } = (await (await fetch(`${await addressOf(copy)}/api/analytics`)).json()) as {
    data: { music_metrics: { total_generations: number } }
  }
  expect(data.music_metrics.total_generations).toBeGreaterThanOrEqual(before)
})

test('of a file that is damaged, doctor says so and what to do, and ends with exit code 1', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-doctor-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  await runServer({ cwd, args: ['migrate'] })
  const file = await open(join(cwd, 'data', 'analytics.db'), 'r+')
  await file.write(Buffer.alloc(2_000, 0xa5), 0, 2_000, 4 * 4096)
  await file.close()
  const { code, output } = await runServer({ cwd, args: ['doctor', '--quick'] })
  expect(output).toMatch(
    /damaged places in the file[\s\S]+What to do:\n {2}Stop the server and run `son1k-analytics restore`/,
  )
  expect(code).toBe(1)
})
