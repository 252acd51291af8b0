import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdWriteLock } from './support/hold-write-lock.js'
import { addressOf, ended, spawnServer } from './support/run-server.js'

const EVENTS = 20

/** A batch of new events, as a request. */
function makeBatch(): string {
  const now = new Date().toISOString()
  const event = { type: 'interaction', occurredAt: now, userId: 'ana', action: 'click', element: 'BUTTON' }
  return JSON.stringify({ sentAt: now, events: Array.from({ length: EVENTS }, () => ({ ...event, id: randomUUID() })) })
}

const send = (url: string, body: string) =>
  fetch(`${url}/trpc/track.batch`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })

async function queuedAt(url: string): Promise<number> {
  const answer = (await (await fetch(`${url}/trpc/system.status`)).json()) as {
    result: { data: { queue: { events: number } } }
  }
  return answer.result.data.queue.events
}

test('SIGTERM while another program holds the database: who waits is told to come again, and the server ends with 0', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-locked-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const run = { cwd, env: { PORT: '0', DATABASE_URL: 'file:held.db' } }
  const server = spawnServer(run)
  const url = await addressOf(server)
  const letGo = await holdWriteLock(join(cwd, 'held.db'))
  const batches = Array.from({ length: 4 }, makeBatch)
  // The first waits for its commit, and the others for theirs after it.
  const [first = '', ...others] = batches
  const waiting = [send(url, first)]
  await expect.poll(() => queuedAt(url)).toBe(EVENTS)
  waiting.push(...others.map((batch) => send(url, batch)))
  await expect.poll(() => queuedAt(url)).toBe(batches.length * EVENTS)
  server.process.kill('SIGTERM')
  for (const { status, headers } of await Promise.all(waiting))
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
  await letGo()

  const next = await addressOf(spawnServer(run))
  const stored = await Promise.all(batches.map(async (batch) => (await send(next, batch)).json()))
  expect(stored).toEqual(batches.map(() => ({ result: { data: { accepted: EVENTS, duplicates: 0, rejected: [] } } })))
})
