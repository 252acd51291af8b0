import { setMaxListeners } from 'node:events'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { expect, it, vi } from 'vitest'
import { Steps } from '../src/queries/steps.js'
import { createSummary } from '../src/queries/summary.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { generation, HOUR, NOW } from './support/events.js'

const week = { range: { days: 7 } }

it('answers TIMEOUT, which says what to do, to a question that takes longer than it may', async () => {
  const store = await openTestStore({ questionMs: 0 })
  await expect(store.summary(1, week)).rejects.toMatchObject({
    code: 'TIMEOUT',
    message: expect.stringContaining('Ask about a shorter time'),
  })
})

it('stops a question between two of its statements when it is cancelled', async () => {
  const url = await newDatabase()
  await (await openTestStore({ url })).importEvents([generation()], 1)
  const client = connect(url)
  const batch = vi.spyOn(client, 'batch')
  const steps = new Steps({ limitMs: HOUR, isCancelled: () => batch.mock.calls.length === 2 })
  const asked = { appId: 1, now: NOW, sessionTimeoutMs: HOUR, input: { ...week, compare: true } }
  await expect(createSummary()(drizzle(client), asked, steps)).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(batch).toHaveBeenCalledTimes(2)
})

it('drops cancelled questions from the queue, so that there is room for others, and answers those', async () => {
  const store = await openTestStore()
  const leaving = new AbortController()
  setMaxListeners(0, leaving.signal)
  const ask = () => store.summary(1, week, { signal: leaving.signal })
  const codeOf = (error: { code: string }) => error.code
  // The thread has started: one is with it, the others fill the queue.
  await store.activeSessions(1)
  const asked = Array.from({ length: 1_001 }, () => ask().then(() => 'answered', codeOf))
  await expect(ask()).rejects.toMatchObject({ code: 'OVERLOADED' })
  leaving.abort()
  const stays = store.summary(1, week)
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['CANCELLED']))
  await expect(ask()).rejects.toMatchObject({ code: 'CANCELLED' })
  expect((await stays).generations.total).toBe(0)
})
