import { expect, test, vi } from 'vitest'
import { createQueue } from '../../src/transport/create-queue.js'
import { dropRefused } from '../../src/transport/drop-refused.js'
import { createMemoryStorage } from '../../src/transport/memory-storage.js'
import type { QueueStorage } from '../../src/transport/storage.js'
import { makeEvent } from '../make-event.js'
import { acknowledge, idsOf, setupQueue } from './setup-queue.js'

test('an event is sent with its company after a short delay', async () => {
  const { queue, clock, sentIds } = setupQueue()
  queue.start()
  await queue.flush()
  const events = [makeEvent(), makeEvent(), makeEvent()]
  await Promise.all(events.map(queue.add))

  expect(await clock.runTimer()).toBe(250)
  await queue.flush()

  expect(sentIds()).toEqual([idsOf(events)])
  expect(queue.status()).toEqual({ queueLength: 0, retryCount: 0, drops: {}, stopped: false })
})

test('nothing is sent before start, and everything is kept', async () => {
  const { queue, requests, clock } = setupQueue()
  await queue.add(makeEvent())
  await queue.flush()
  await queue.flush({ closing: true })

  expect(requests).toEqual([])
  expect(clock.pendingMs()).toBeUndefined()
  expect(queue.status().queueLength).toBe(1)

  queue.start()
  await queue.flush()
  expect(requests).toHaveLength(1)
})

test('what an earlier page left in the storage is sent at start', async () => {
  const before = setupQueue([() => ({ status: 0 })])
  const event = makeEvent()
  before.queue.start()
  await before.queue.add(event)
  await before.queue.flush()

  const { queue, sentIds } = setupQueue([acknowledge], { storage: before.storage })
  queue.start()
  await vi.waitFor(() => expect(sentIds()).toEqual([[event.id]]))
  await queue.flush()
  expect(await before.storage.count()).toBe(0)
})

test('an event stays in the storage until the server has acknowledged it', async () => {
  let answer: () => void = () => undefined
  const { queue, storage, requests } = setupQueue([
    (request, index) =>
      new Promise((resolve) => {
        answer = () => resolve(acknowledge(request, index))
      }),
  ])
  queue.start()
  await queue.add(makeEvent())
  const flushed = queue.flush()
  await vi.waitFor(() => expect(requests).toHaveLength(1))
  expect(await storage.count()).toBe(1)

  answer()
  await flushed
  expect(await storage.count()).toBe(0)
})

test('an answer that is not the server’s acknowledges nothing', async () => {
  const { queue, storage } = setupQueue([() => ({ status: 200 })])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()

  expect(await storage.count()).toBe(1)
  expect(queue.status()).toMatchObject({ queueLength: 1, retryCount: 1 })
})

test('events that the server rejects are dropped, counted by reason and told with its words', async () => {
  const told: unknown[] = []
  const { queue } = setupQueue(
    [
      () => ({
        status: 200,
        body: {
          accepted: 1,
          duplicates: 0,
          rejected: [
            { index: 0, code: 'VALIDATION_FAILED', message: 'element is required' },
            { index: 2, code: 'TOO_OLD', message: 'is older than 7 days' },
          ],
        },
      }),
    ],
    { tell: (...[name, detail]) => name === 'drop' && told.push(detail) },
  )
  queue.start()
  await Promise.all([makeEvent(), makeEvent(), makeEvent()].map(queue.add))
  await queue.flush()

  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { VALIDATION_FAILED: 1, TOO_OLD: 1 } })
  expect(told).toEqual([
    { reason: 'VALIDATION_FAILED', count: 1, message: 'element is required' },
    { reason: 'TOO_OLD', count: 1, message: 'is older than 7 days' },
  ])
})

test('requests stay within the bytes and the number of events of a batch', async () => {
  const { queue, sentIds } = setupQueue([acknowledge], { batchBytes: 2_000 })
  queue.start()
  const events = Array.from({ length: 20 }, () => makeEvent({ value: 'x'.repeat(300) }))
  await Promise.all(events.map(queue.add))
  await queue.flush()
  expect(sentIds().flat()).toEqual(idsOf(events))
  expect(sentIds().every((ids) => ids.length <= 4)).toBe(true)

  const many = setupQueue([acknowledge])
  many.queue.start()
  await Promise.all(Array.from({ length: 1_200 }, () => many.queue.add(makeEvent())))
  await many.queue.flush()
  expect(many.sentIds().map((ids) => ids.length)).toEqual([500, 500, 200])
})

test('an event that is added while others are on their way is sent without a call', async () => {
  let during: (() => void) | undefined
  const { queue, clock, sentIds } = setupQueue([
    async (request, index) => {
      during?.()
      return acknowledge(request, index)
    },
  ])
  const [first, second] = [makeEvent(), makeEvent()]
  queue.start()
  await queue.flush()
  during = () => {
    during = undefined
    void queue.add(second)
  }
  await queue.add(first)
  await clock.runTimer()
  await vi.waitFor(() => expect(queue.status().queueLength).toBe(0))
  expect(sentIds().flat()).toEqual([first.id, second.id])
})

test('every batch tells the time of its sending', async () => {
  const { queue, clock, requests } = setupQueue()
  await queue.add(makeEvent())
  clock.advance(90_000)
  queue.start()
  await queue.flush()
  expect(requests[0]?.batch.sentAt).toBe('2026-11-23T12:01:30.000Z')
})

test('events wait for a storage that still opens', async () => {
  const opened = createMemoryStorage()
  let open = () => {}
  const storage = new Promise<QueueStorage>((resolve) => {
    open = () => resolve(opened)
  })
  const queue = createQueue({ send: async () => ({ status: 0 }), rescue: dropRefused, storage })
  queue.start()
  const added = queue.add(makeEvent())
  open()
  await added
  expect(await opened.count()).toBe(1)
  queue.stop()
})
