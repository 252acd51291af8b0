import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, spawnServer } from './support/run-server.js'
import { SLOW, slowClient, slowReader } from './support/slow-client.js'
import { startServer } from './support/start-server.js'

const MOST_BYTES = 200 * 1024 * 1024

test('two hundred slow clients neither hold up the others nor fill the memory, and a stop ends them in time', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-slow-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const server = spawnServer({ cwd, env: { PORT: '0' } })
  const url = await addressOf(server)
  const rssBytes = async () => {
    const answer = await (await fetch(`${url}/trpc/system.status`)).text()
    return Number(/"rssBytes":(\d+)/.exec(answer)?.[1])
  }
  const post = (event: object) =>
    fetch(`${url}/api/track/generation`, { method: 'POST', body: JSON.stringify({ user_id: 'ana', ...event }) })
  await post({})
  const before = await rssBytes()

  const says = [...Object.values(SLOW), slowReader(50)]
  const slow = says.flatMap((each) => Array.from({ length: 40 }, () => slowClient(url, each)))
  await expect.poll(() => slow.filter(({ socket }) => socket.connecting)).toEqual([])
  const statuses = new Set<number>()
  for (let sent = 0; sent < 100; sent++) statuses.add((await post({ event_id: randomUUID() })).status)
  expect([...statuses]).toEqual([200])
  const summary = await (await fetch(`${url}/api/analytics`)).json()
  expect(summary).toMatchObject({ data: { music_metrics: { total_generations: 101 } } })
  expect((await rssBytes()) - before).toBeLessThan(MOST_BYTES)
  expect(slow.filter(({ isGone }) => isGone())).toEqual([])

  const stoppedAt = performance.now()
  server.process.kill('SIGTERM')
  expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)
})

test('who takes too long is cut off: with a body or headers byte by byte, silent, idle, or not reading the answers', async () => {
  const timeouts = { requestMs: 1_000, idleConnectionMs: 1_500, checkEachMs: 100 }
  const server = await startServer({ timeouts })
  const clients = Object.entries(SLOW).map(([name, says]) => ({ name, client: slowClient(server.url, says) }))
  await expect.poll(() => clients.filter(({ client }) => !client.isGone()).map(({ name }) => name)).toEqual([])
  const statuses = clients.map(({ name, client }) => [name, client.received().slice(9, 12)])
  expect(Object.fromEntries(statuses)).toEqual({ body: '408', headers: '408', silent: '408', idle: '200' })
  expect(await server.connections()).toBe(0)
  // It doesn't notice that it was cut off, as it doesn't read.
  slowClient(server.url, slowReader(500))
  await expect.poll(server.connections).toBe(1)
  await expect.poll(server.connections).toBe(0)
  expect((await server.get('/api/health')).status).toBe(200)
})
