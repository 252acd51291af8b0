import { expect, test } from 'vitest'
import { makeEvent } from '../make-event.js'
import { type Answer, acknowledge, idsOf, setupQueue } from './setup-queue.js'

const refuseBatchesWith =
  (badIds: string[], status: number): Answer =>
  (request, index) =>
    idsOf(request.batch.events).some((id) => badIds.includes(id)) ? { status } : acknowledge(request, index)

test.each([400, 413, 422])('status %i for a batch costs only the event that is to blame', async (status) => {
  const events = Array.from({ length: 100 }, () => makeEvent())
  const bad = events[37]?.id ?? ''
  const accepted: string[] = []
  const { queue, requests } = setupQueue([
    (request, index) => {
      const answer = refuseBatchesWith([bad], status)(request, index)
      if (!(answer instanceof Promise) && answer.body) accepted.push(...idsOf(request.batch.events))
      return answer
    },
  ])
  queue.start()
  await Promise.all(events.map(queue.add))
  await queue.flush()

  expect(accepted.sort()).toEqual(
    idsOf(events)
      .filter((id) => id !== bad)
      .sort(),
  )
  expect(queue.status()).toMatchObject({ queueLength: 0, retryCount: 0, drops: { REFUSED: 1 } })
  // Two requests for each halving, no more.
  expect(requests.length).toBeLessThanOrEqual(15)
})

test('two bad events of a batch are both found', async () => {
  const events = Array.from({ length: 16 }, () => makeEvent())
  const { queue } = setupQueue([refuseBatchesWith([events[3]?.id ?? '', events[12]?.id ?? ''], 400)])
  queue.start()
  await Promise.all(events.map(queue.add))
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 0, drops: { REFUSED: 2 } })
})

test('a server that refuses everything costs two events a try, not the whole queue', async () => {
  const { queue, clock } = setupQueue([() => ({ status: 400 })])
  queue.start()
  await Promise.all(Array.from({ length: 64 }, () => queue.add(makeEvent())))
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 62, retryCount: 1, drops: { REFUSED: 2 } })
  expect(clock.pendingMs()).toBe(500)
})

test('a failure while a batch is halved keeps what is not settled', async () => {
  const events = Array.from({ length: 4 }, () => makeEvent())
  const { queue } = setupQueue([() => ({ status: 413 }), acknowledge, () => ({ status: 503 })])
  queue.start()
  await Promise.all(events.map(queue.add))
  await queue.flush()
  expect(queue.status()).toMatchObject({ queueLength: 2, retryCount: 1, drops: {} })
})
