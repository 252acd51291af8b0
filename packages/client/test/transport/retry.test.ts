import { expect, test, vi } from 'vitest'
import { retryDelayMs } from '../../src/transport/retry-delay.js'
import { makeEvent } from '../make-event.js'
import { acknowledge, setupQueue } from './setup-queue.js'

test.each([0, 404, 408, 429, 500, 502, 503])(
  'status %i is tried again until the server takes the events',
  async (status) => {
    const { queue, clock, requests } = setupQueue([() => ({ status }), () => ({ status }), acknowledge])
    queue.start()
    await queue.add(makeEvent())
    await queue.flush()
    expect(queue.status()).toMatchObject({ queueLength: 1, retryCount: 1, drops: {} })

    await clock.runTimer()
    await vi.waitFor(() => expect(queue.status().retryCount).toBe(2))
    await clock.runTimer()
    await vi.waitFor(() => expect(queue.status()).toMatchObject({ queueLength: 0, retryCount: 0 }))
    expect(requests).toHaveLength(3)
  },
)

test('a sender that throws counts as no connection', async () => {
  const { queue } = setupQueue([
    () => {
      throw new Error('broken')
    },
  ])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 1, retryCount: 1 })
})

test('the pauses double with full jitter up to a minute', () => {
  expect([1, 2, 3, 6, 7, 20].map((failures) => retryDelayMs(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
  ])
  expect(retryDelayMs(3, 0.25)).toBe(1_000)
  expect(retryDelayMs(3, 0)).toBe(0)
})

test('Retry-After is waited for, up to an hour', () => {
  expect(retryDelayMs(1, 0, 30)).toBe(30_000)
  expect(retryDelayMs(1, 1, 30)).toBe(31_000)
  expect(retryDelayMs(1, 1, 1e12)).toBe(3_600_000)
})

test('the queue waits as long as the server asked for', async () => {
  const { queue, clock } = setupQueue([() => ({ status: 503, retryAfterSeconds: 120 })])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  expect(clock.pendingMs()).toBe(120_500)
})

test('a batch that gets through ends the row of failures', async () => {
  const away = () => ({ status: 503 })
  const { queue } = setupQueue([away, away, acknowledge, away], { batchBytes: 700 })
  queue.start()
  await Promise.all(Array.from({ length: 4 }, () => queue.add(makeEvent({ value: 'x'.repeat(100) }))))
  await queue.flush()
  await queue.flush()
  expect(queue.status().retryCount).toBe(2)
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 2, retryCount: 1 })
})

test('an event that is added during a pause does not cut it short', async () => {
  const { queue, clock, requests } = setupQueue([() => ({ status: 503, retryAfterSeconds: 120 })])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  await queue.add(makeEvent())
  expect(clock.pendingMs()).toBe(120_500)
  expect(requests).toHaveLength(1)
})

test('when the connection is back the queue tries at once', async () => {
  const { queue, clock, requests } = setupQueue([() => ({ status: 0 }), acknowledge])
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  expect(clock.pendingMs()).toBe(500)

  void queue.flush()
  await vi.waitFor(() => expect(queue.status().queueLength).toBe(0))
  expect(requests).toHaveLength(2)
  expect(clock.pendingMs()).toBeUndefined()
})

test('when the connection comes back during a try that fails, the next one follows without a pause', async () => {
  let flushed: Promise<void> | undefined
  const { queue, requests } = setupQueue([
    () => {
      flushed = queue.flush()
      return { status: 0 }
    },
    acknowledge,
  ])
  await queue.add(makeEvent())
  queue.start()
  await vi.waitFor(() => expect(flushed).toBeDefined())
  await flushed
  expect(requests).toHaveLength(2)
  expect(queue.status()).toMatchObject({ queueLength: 0 })
})

test.each([401, 403])('status %i stops the queue, says so once, and loses nothing', async (status) => {
  const stops: number[] = []
  const { queue, clock, requests } = setupQueue([() => ({ status }), acknowledge], {
    tell: (...[name, detail]) => name === 'stop' && stops.push(detail),
  })
  queue.start()
  await queue.add(makeEvent())
  await queue.flush()
  await queue.add(makeEvent())
  await queue.flush()
  await queue.flush({ closing: true })

  expect(stops).toEqual([status])
  expect(requests).toHaveLength(1)
  expect(clock.pendingMs()).toBeUndefined()
  expect(queue.status()).toMatchObject({ stopped: true, queueLength: 2, drops: {} })

  queue.start()
  await queue.flush()
  expect(queue.status()).toMatchObject({ stopped: false, queueLength: 0 })
})
