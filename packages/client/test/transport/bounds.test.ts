import { expect, test, vi } from 'vitest'
import { createMemoryStorage } from '../../src/transport/memory-storage.js'
import type { QueueStorage } from '../../src/transport/storage.js'
import { makeEvent } from '../make-event.js'
import { acknowledge, idsOf, setupQueue } from './setup-queue.js'

const down = () => ({ status: 0 })
const storedIds = async (storage: QueueStorage) => idsOf((await storage.read()).map(({ json }) => JSON.parse(json)))

test('beyond the number of events the oldest are dropped and counted', async () => {
  const { queue, storage } = setupQueue([down], { maxEvents: 3 })
  const events = Array.from({ length: 5 }, () => makeEvent())
  for (const event of events) await queue.add(event)

  expect(await storedIds(storage)).toEqual(idsOf(events.slice(2)))
  expect(queue.status()).toMatchObject({ queueLength: 3, drops: { QUEUE_FULL: 2 } })
})

test('beyond the bytes the oldest are dropped and counted', async () => {
  const { queue, storage } = setupQueue([down], { maxBytes: 2_000 })
  const events = Array.from({ length: 6 }, () => makeEvent({ value: 'x'.repeat(500) }))
  await Promise.all(events.map(queue.add))

  expect(await storedIds(storage)).toEqual(idsOf(events.slice(4)))
  expect(queue.status()).toMatchObject({ queueLength: 2, drops: { QUEUE_FULL: 4 } })
})

test('a burst is bounded too', async () => {
  const { queue } = setupQueue([down], { maxEvents: 1_000 })
  await Promise.all(Array.from({ length: 10_000 }, () => queue.add(makeEvent())))
  const { queueLength, drops } = queue.status()
  expect(queueLength).toBeLessThanOrEqual(1_000)
  expect(queueLength).toBeGreaterThan(850)
  expect(drops).toEqual({ QUEUE_FULL: 10_000 - queueLength })
})

test('an event too large for a batch goes alone, and leaves the others alone when the server refuses it', async () => {
  const { queue, sentIds } = setupQueue(
    [(request, index) => (request.batch.events.length === 1 ? { status: 413 } : acknowledge(request, index))],
    { batchBytes: 1_000 },
  )
  const [first, large, third] = [makeEvent(), makeEvent({ value: 'x'.repeat(7_000) }), makeEvent()]
  const others = [first, third, makeEvent()]
  await queue.add(large)
  await Promise.all(others.map(queue.add))
  queue.start()
  await queue.flush()
  expect(sentIds()).toEqual([[large.id], idsOf(others)])
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { REFUSED: 1 } })
})

test('events older than the limit are dropped and counted, not sent', async () => {
  const { queue, clock, sentIds } = setupQueue()
  const fresh = makeEvent({ occurredAt: '2026-11-23T12:00:00Z' })
  await queue.add(makeEvent({ occurredAt: '2026-11-15T12:00:00Z' }))
  await queue.add(fresh)
  queue.start()
  await queue.flush()
  expect(sentIds()).toEqual([[fresh.id]])
  expect(queue.status().drops).toEqual({ TOO_OLD: 1 })

  const late = makeEvent({ occurredAt: '2026-11-23T12:00:00Z' })
  await queue.add(late)
  clock.advance(8 * 24 * 3_600_000)
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { TOO_OLD: 2 } })
})

test('a storage that fails to keep events costs those events, counted, and nothing is thrown', async () => {
  const memory = createMemoryStorage()
  let full = true
  const storage: QueueStorage = {
    ...memory,
    add: (...args) => (full ? Promise.reject(new Error('quota exceeded')) : memory.add(...args)),
  }
  const { queue } = setupQueue(undefined, { storage })
  queue.start()
  await queue.add(makeEvent())
  full = false
  await queue.add(makeEvent())
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { STORAGE_FAILED: 1 } })
})

test('a storage that fails to be read is tried again', async () => {
  const memory = createMemoryStorage()
  let broken = true
  const storage: QueueStorage = {
    ...memory,
    read: (limit) => (broken ? Promise.reject(new Error('connection lost')) : memory.read(limit)),
  }
  const { queue, clock, requests } = setupQueue(undefined, { storage })
  await queue.add(makeEvent())
  queue.start()
  await vi.waitFor(() => expect(queue.status()).toMatchObject({ queueLength: 1, retryCount: 1 }))
  expect(clock.pendingMs()).toBe(500)
  broken = false
  await queue.flush()
  expect(requests).toHaveLength(1)
  expect(queue.status()).toMatchObject({ queueLength: 0, retryCount: 0 })
})

test('a burst that deliveries keep up with is delivered, though it is more than may be stored', async () => {
  const { queue, storage, sentIds } = setupQueue(undefined, { maxEvents: 1_000, batchBytes: 60_000 })
  let mostStored = 0
  const add = storage.add
  storage.add = async (events) => {
    const keys = await add(events)
    mostStored = Math.max(mostStored, await storage.count())
    return keys
  }
  queue.start()
  const events = Array.from({ length: 1_900 }, () => makeEvent())
  await Promise.all(events.map(queue.add))
  await queue.flush()
  expect(sentIds().flat()).toEqual(idsOf(events))
  expect(mostStored).toBeLessThanOrEqual(1_001)
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: {} })
})

test('events that are made later keep their order, may be several, and cost nobody else when they fail', async () => {
  const { queue, sentIds } = setupQueue()
  const [first, second, third] = [makeEvent(), makeEvent(), makeEvent()]
  queue.start()
  void queue.add(() => [first, second])
  void queue.add(() => {
    throw new Error('of whoever describes it')
  })
  void queue.add(third)
  await queue.flush()
  expect(sentIds()).toEqual([idsOf([first, second, third])])
  expect(queue.status().drops).toEqual({ VALIDATION_FAILED: 1 })
})

test('tabs that share a storage keep its bounds together', async () => {
  const first = setupQueue([down], { maxEvents: 10 })
  const second = setupQueue([down], { maxEvents: 10, storage: first.storage })
  for (let round = 0; round < 20; round++) {
    await first.queue.add(makeEvent())
    await second.queue.add(makeEvent())
    second.queue.start()
    await second.queue.flush()
  }
  await first.queue.add(makeEvent())
  expect(await first.storage.count()).toBeLessThanOrEqual(11)
})

test.each([
  ['a function', () => undefined],
  ['nothing', undefined],
  ['null', null],
  ['a circle', circle()],
  ['a big integer', { id: 'a', value: 1n }],
])('what is no JSON object is dropped and counted: %s', async (_, input) => {
  const { queue } = setupQueue()
  await queue.add(untyped(input))
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { VALIDATION_FAILED: 1 } })
})

/** JavaScript callers have no types to stop them. */
function untyped(input: unknown) {
  return input as ReturnType<typeof makeEvent>
}

function circle() {
  const round: { id: string; self?: unknown } = { id: 'a' }
  round.self = round
  return round
}
