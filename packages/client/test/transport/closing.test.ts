import { expect, test, vi } from 'vitest'
import { closeQueue } from '../../src/transport/close-queue.js'
import { makeEvent } from '../make-event.js'
import { type Answer, acknowledge, idsOf, setupQueue } from './setup-queue.js'

const silence: Answer = () => new Promise(() => undefined)

test('a closing page sends what it added before the call returns', async () => {
  const { queue, requests } = setupQueue([silence])
  queue.start()
  await queue.flush()
  const event = makeEvent()
  void queue.add(event)
  void queue.flush({ closing: true })

  expect(requests).toMatchObject([{ closing: true, batch: { events: [{ id: event.id }] } }])
})

test('what was acknowledged while closing is not sent again', async () => {
  const { queue, storage, requests } = setupQueue()
  queue.start()
  await queue.add(makeEvent())
  await queue.flush({ closing: true })
  expect(await storage.count()).toBe(0)
  expect(queue.status().queueLength).toBe(0)

  await queue.flush()
  expect(requests).toHaveLength(1)
})

test('hiding and then closing sends nothing twice', async () => {
  const { queue, requests } = setupQueue([silence])
  queue.start()
  await queue.flush()
  const [first, second] = [makeEvent(), makeEvent()]
  void queue.add(first)
  void queue.flush({ closing: true })
  void queue.add(second)
  void queue.flush({ closing: true })
  void queue.flush({ closing: true })
  expect(requests.map(({ batch }) => idsOf(batch.events))).toEqual([[first.id], [second.id]])
})

test('a closing page sends its newest events, as many as browsers let through', async () => {
  const { queue, requests } = setupQueue([silence], { batchBytes: 2_000 })
  queue.start()
  await queue.flush()
  const events = Array.from({ length: 20 }, () => makeEvent({ value: 'x'.repeat(300) }))
  for (const event of events) void queue.add(event)
  void queue.flush({ closing: true })
  expect(idsOf(requests[0]?.batch.events ?? [])).toEqual(idsOf(events.slice(-4)).reverse())
})

test('a closing page sends no more events than a batch may hold', async () => {
  const { queue, requests } = setupQueue([silence])
  queue.start()
  await queue.flush()
  for (let index = 0; index < 600; index++) void queue.add(makeEvent())
  void queue.flush({ closing: true })
  expect(requests[0]?.batch.events).toHaveLength(500)
})

test('a closing page does not send again what was delivered before', async () => {
  const { queue, requests } = setupQueue([acknowledge, () => ({ status: 503 })], { batchBytes: 700 })
  const make = () => makeEvent({ value: 'x'.repeat(100) })
  const [first, second, third] = [make(), make(), make()]
  queue.start()
  await Promise.all([first, second, third].map(queue.add))
  await queue.flush()
  await queue.flush({ closing: true })
  expect(requests.map(({ batch }) => idsOf(batch.events))).toEqual([[first.id, second.id], [third.id], [third.id]])
})

test('a closing page does not send what another tab has delivered', async () => {
  const first = setupQueue([() => ({ status: 0 })])
  first.queue.start()
  await first.queue.add(makeEvent())
  await first.queue.flush()

  const second = setupQueue([acknowledge], { storage: first.storage })
  second.queue.start()
  await second.queue.flush()
  await first.queue.flush()
  await first.queue.flush({ closing: true })
  expect(first.requests).toHaveLength(1)
})

test('what a closing page could not deliver is still in the storage', async () => {
  const { queue, storage } = setupQueue([() => ({ status: 0 })])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush({ closing: true })
  expect(await storage.count()).toBe(1)
})

test('close delivers what waits, also during a pause, and then stops', async () => {
  const { queue, clock, requests } = setupQueue([() => ({ status: 503 }), acknowledge])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  void queue.add(makeEvent())
  await closeQueue(queue)
  expect(requests[1]?.batch.events).toHaveLength(2)
  expect(clock.pendingMs()).toBeUndefined()

  await queue.add(makeEvent())
  await queue.flush()
  await closeQueue(queue)
  expect(requests).toHaveLength(2)
  expect(clock.pendingMs()).toBeUndefined()
  expect(queue.status()).toMatchObject({ queueLength: 1 })
})

test('close waits for the try that is under way, and tries once more if that fails', async () => {
  let fail = () => {}
  const { queue, requests } = setupQueue([
    () =>
      new Promise((resolve) => {
        fail = () => resolve({ status: 503 })
      }),
    acknowledge,
  ])
  queue.start()
  await queue.add(makeEvent())
  void queue.flush()
  await vi.waitFor(() => expect(requests).toHaveLength(1))
  const closed = closeQueue(queue)
  fail()
  await closed
  expect(requests).toHaveLength(2)
  expect(queue.status().queueLength).toBe(0)
})

test('close ends though the server is away, and says what is left', async () => {
  const { queue, clock } = setupQueue([() => ({ status: 0 })])
  queue.start()
  await queue.add(makeEvent())
  await closeQueue(queue)
  expect(queue.status().queueLength).toBe(1)
  expect(clock.pendingMs()).toBeUndefined()
})

test('one of several tabs sends at a time', async () => {
  let waiting: (() => void) | undefined
  const { queue, requests } = setupQueue(undefined, {
    exclusive: (run) =>
      new Promise((resolve) => {
        waiting = () => resolve(run())
      }),
  })
  queue.start()
  await queue.add(makeEvent())
  const flushed = queue.flush()
  expect(requests).toEqual([])

  await vi.waitFor(() => {
    waiting?.()
    expect(requests).toHaveLength(1)
  })
  await vi.waitFor(() => waiting?.())
  await flushed
})
