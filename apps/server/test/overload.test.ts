import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS } from '@son1k/contract'
import { expect, onTestFinished, test } from 'vitest'
import { holdWriteLock } from './support/hold-write-lock.js'
import { addressOf, ended, spawnServer } from './support/run-server.js'

/** Of half a megabyte each: together more than the buffer holds. */
const BATCHES = 180
const EVENTS = 60
/** What waits is held once, as text; the groups that are being stored twice more, and a collector takes its time. */
const MOST_BYTES = 5 * LIMITS.bufferBytes

/** A batch that is nearly as large as allowed; the same number is the same batch. */
function batchOf(number: number): string {
  const now = new Date().toISOString()
  const events = Array.from({ length: EVENTS }, (_, index) => ({
    type: 'generation',
    id: `00000000-0000-7000-8000-${String(number * 1_000 + index).padStart(12, '0')}`,
    occurredAt: now,
    userId: `user_${index}`,
    prompt: `${number} ${index} `.padEnd(4_000, 'x'),
    params: { text: `${number} ${index} `.padEnd(3_900, 'y') },
  }))
  return JSON.stringify({ sentAt: now, events })
}

type Answer = { status: number; retryAfter: string | null; text: string }

async function send(url: string, number: number): Promise<Answer> {
  const response = await fetch(`${url}/trpc/track.batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: batchOf(number),
  })
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() }
}

type Figures = { rssBytes: number; queue: { bytes: number }; database: { events: number } }

async function figuresOf(url: string): Promise<Figures> {
  const answer = await (await fetch(`${url}/trpc/system.status`)).json()
  return (answer as { result: { data: Figures } }).result.data
}

test('a flood on a writer that is held up is refused with 503 beyond the buffer, in bounded memory, and taken later', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-overload-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const server = spawnServer({ cwd, env: { PORT: '0', DATABASE_URL: 'file:flooded.db' } })
  const url = await addressOf(server)
  expect((await send(url, 0)).status).toBe(200)
  const { rssBytes: before } = await figuresOf(url)
  const letGo = await holdWriteLock(join(cwd, 'flooded.db'))

  const refused = new Map<number, Answer>()
  const flood = async (number: number): Promise<void> => {
    const answer = await send(url, number)
    if (answer.status === 200) refused.delete(number)
    else refused.set(number, answer)
  }
  const numbers = Array.from({ length: BATCHES }, (_, index) => index + 1)
  const flooding = Promise.all(numbers.map(flood))
  await expect.poll(() => refused.size, { timeout: 40_000 }).toBeGreaterThan(20)
  // One that is full takes no more, and the questions go on.
  await Promise.race(numbers.map(flood))
  expect((await fetch(`${url}/api/health`)).status).toBe(200)
  const full = await figuresOf(url)
  expect(full.queue.bytes).toBeLessThanOrEqual(LIMITS.bufferBytes)
  await letGo()
  await flooding
  // Refused because the buffer was full, or because the database was locked for longer than a commit waits.
  for (const { status, retryAfter } of refused.values())
    expect([status, retryAfter]).toEqual([503, expect.stringMatching(/^[15]$/)])
  while (refused.size > 0) await Promise.all([...refused.keys()].slice(0, 20).map(flood))
  const { rssBytes, database } = await figuresOf(url)
  expect(rssBytes - before).toBeLessThan(MOST_BYTES)
  expect(database.events).toBe((BATCHES + 1) * EVENTS)
  server.process.kill('SIGTERM')
  expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
})
