import type { DropCounts } from '@son1k/contract'
import { expect, test } from 'vitest'
import { addDrops } from '../../src/transport/drops.js'
import { createMemoryStorage } from '../../src/transport/memory-storage.js'
import { makeEvent } from '../make-event.js'
import { type Answer, acknowledge, setupQueue } from './setup-queue.js'

const down: Answer = () => ({ status: 503 })
const refuse: Answer = () => ({ status: 400 })

/** Stores each event once, and counts with it what was lost before it, as the real server does. */
function startCounting() {
  const stored = new Set<string>()
  const lost: DropCounts = {}
  const answer: Answer = (request, index) => {
    for (const { id, dropped } of request.batch.events) {
      if (!stored.has(id)) addDrops(lost, dropped)
      stored.add(id)
    }
    return acknowledge(request, index)
  }
  return { answer, stored, lost }
}

test('what was lost is told with an event, and counted once though the answer does not arrive', async () => {
  const server = startCounting()
  const unheard: Answer = (...request) => ({ ...server.answer(...request), status: 0, body: undefined })
  const { queue } = setupQueue([unheard, server.answer], { maxEvents: 3 })
  for (let index = 0; index < 5; index++) await queue.add(makeEvent())
  queue.start()
  await queue.flush()
  await queue.flush()
  await queue.add(makeEvent())
  await queue.flush()
  expect(server.lost).toEqual({ QUEUE_FULL: 2 })
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { QUEUE_FULL: 2 } })
})

test('what is lost while a delivery fails is told together with what was lost before', async () => {
  const server = startCounting()
  const { queue } = setupQueue([refuse, down, server.answer])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  expect(queue.status().drops).toEqual({ REFUSED: 1 })
  await queue.add(makeEvent())
  await queue.flush()
  void queue.add(() => {
    throw new Error('of whoever describes it')
  })
  await queue.flush()
  expect(server.lost).toEqual({ REFUSED: 1, VALIDATION_FAILED: 1 })
})

test('what the server rejects it has counted itself, but not what that event told', async () => {
  const server = startCounting()
  const { queue, requests } = setupQueue([
    refuse,
    () => ({
      status: 200,
      body: {
        accepted: 0,
        duplicates: 0,
        rejected: [{ index: 0, code: 'VALIDATION_FAILED', message: 'element is required' }],
      },
    }),
    server.answer,
  ])
  queue.start()
  for (let index = 0; index < 3; index++) {
    await queue.add(makeEvent())
    await queue.flush()
  }
  expect(queue.status().drops).toEqual({ VALIDATION_FAILED: 1, REFUSED: 1 })
  expect(requests[1]?.batch.events[0]?.dropped).toEqual({ REFUSED: 1 })
  expect(server.lost).toEqual({ REFUSED: 1 })
})

test('a page that goes away tells what was lost, too, and the next one tells it again with the same event', async () => {
  const server = startCounting()
  const storage = createMemoryStorage()
  const { queue, requests } = setupQueue([refuse, down], { storage })
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  await queue.add(makeEvent())
  void queue.flush({ closing: true })
  expect(requests[1]).toMatchObject({ closing: true, batch: { events: [{ dropped: { REFUSED: 1 } }] } })
  // It did arrive, for all that the page has heard.
  const [arrived] = requests.slice(1)
  if (arrived) server.answer(arrived, 0)

  const next = setupQueue([server.answer], { storage })
  next.queue.start()
  await next.queue.flush()
  expect(server.lost).toEqual({ REFUSED: 1 })
})

test('events that are found too old at the next visit are told with what is delivered then', async () => {
  const server = startCounting()
  const { queue } = setupQueue([server.answer])
  await queue.add(makeEvent({ occurredAt: '2026-11-15T12:00:00Z' }))
  await queue.add(makeEvent({ occurredAt: '2026-11-23T12:00:00Z' }))
  queue.start()
  await queue.flush()
  expect(server.lost).toEqual({ TOO_OLD: 1 })
})

test.each([1, 2, 3, 4, 5])('each event is stored or told as lost, whenever pages close (%i)', async (seed) => {
  const server = startCounting()
  const storage = createMemoryStorage()
  const random = seeded(seed)
  let isUp = false
  const open = () =>
    setupQueue([(...request) => (isUp ? server.answer(...request) : down(...request))], { storage, maxEvents: 5 })
  let { queue } = open()
  queue.start()
  let added = 0
  for (let step = 0; step < 200; step++) {
    for (let left = random() * 4; left > 0; left--) {
      added++
      await queue.add(makeEvent())
    }
    isUp = random() < 0.2
    if (random() < 0.5) await queue.flush({ closing: random() < 0.3 })
    isUp = false
    if (random() > 0.1) continue
    queue.stop()
    queue = open().queue
    queue.start()
    await queue.flush()
  }
  isUp = true
  await queue.flush()
  expect(server.lost.QUEUE_FULL).toBeGreaterThan(0)
  expect(server.stored.size + (server.lost.QUEUE_FULL ?? 0)).toBe(added)
})

/** Numbers from 0 to 1, the same ones each time. Source: https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

test('an event that the server would refuse is mended before it is sent', async () => {
  const [small, large] = [makeEvent(), makeEvent({ userId: 'x'.repeat(500) })]
  const { queue, requests } = setupQueue([acknowledge], {
    isSuspect: ({ bytes }) => bytes > 400,
    rescue: async (entries, { send, settle }) => {
      await send(entries.map((entry) => ({ ...entry, json: entry.json.replace(/x{500}/, 'mended') })))
      await settle(entries)
      return undefined
    },
  })
  queue.start()
  await Promise.all([queue.add(small), queue.add(large)])
  await queue.flush()
  expect(requests.map(({ batch }) => batch.events.map(({ userId }) => userId))).toEqual([[small.userId, 'mended']])
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: {} })
})
