import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Event } from '@son1k/contract'
import { openStore } from '@son1k/store'
import { expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, spawnServer } from './support/run-server.js'

const EVENTS = 20_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** A full hour of yesterday: a question about a part of it has to read that part's raw events. */
const HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 24 * HOUR_MS
const iso = (at: number) => new Date(at).toISOString()
const range = { from: iso(HOUR + MINUTE_MS), to: iso(HOUR + HOUR_MS - MINUTE_MS) }
const SLOW_QUESTION = `/trpc/analytics.summary?input=${encodeURIComponent(JSON.stringify({ range, compare: true }))}`

const newEvent = (index: number): Event => ({
  type: 'generation',
  id: randomUUID(),
  occurredAt: iso(HOUR + Math.floor((index / EVENTS) * HOUR_MS)),
  userId: `user_${index % 500}`,
  prompt: `prompt ${index}`,
  generationSeconds: index % 60,
  durationSeconds: 120,
})

/** The path of a folder with a database on which that question is slow. */
async function slowDatabase(): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-slow-questions-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const store = await openStore({ url: `file:${join(cwd, 'slow.db')}`, timeZone: 'UTC' })
  await store.importEvents(
    Array.from({ length: EVENTS }, (_, index) => newEvent(index)),
    1,
  )
  await store.close()
  return cwd
}

test('a server with a hundred slow questions, cancelled or not, goes on, and stops in time with exit code 0', async () => {
  const server = spawnServer({ cwd: await slowDatabase(), env: { PORT: '0', DATABASE_URL: 'file:slow.db' } })
  const url = await addressOf(server)
  const ask = (signal?: AbortSignal) =>
    fetch(url + SLOW_QUESTION, { ...(signal && { signal }) }).then(
      ({ status }) => status,
      () => 'none',
    )
  const leaving = new AbortController()
  const cancelled = Array.from({ length: 100 }, () => ask(leaving.signal))
  expect(await Promise.race(cancelled)).toBe(200)
  leaving.abort()
  expect((await Promise.all(cancelled)).at(-1)).toBe('none')
  expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'healthy' })

  // Many in one request are no reason for a warning.
  const input = JSON.stringify(
    Object.fromEntries(Array.from({ length: 12 }, (_, call) => [call, { range: { days: 1 } }])),
  )
  const batch = `/trpc/${Array(12).fill('analytics.summary').join()}?batch=1&input=${encodeURIComponent(input)}`
  expect((await fetch(url + batch)).status).toBe(200)

  const asked = Array.from({ length: 100 }, () => ask())
  expect(await Promise.race(asked)).toBe(200)
  const stoppedAt = performance.now()
  server.process.kill('SIGTERM')
  expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)
  expect(server.output()).toContain('"msg":"stopped"')
  expect(server.output()).not.toMatch(/"level":(50|60)/)
  for (const answer of await Promise.all(asked)) expect([200, 503, 'none']).toContain(answer)
})
