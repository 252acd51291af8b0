import { expect, test } from 'vitest'
import { makeEvent } from '../make-event.js'
import { type Answer, acknowledge, setupQueue } from './setup-queue.js'

const down: Answer = () => ({ status: 503 })
const refuse: Answer = () => ({ status: 400 })

test('what was lost is told with the next delivery that arrives, once', async () => {
  const { queue, requests } = setupQueue([down, acknowledge], { maxEvents: 3 })
  for (let index = 0; index < 5; index++) await queue.add(makeEvent())
  queue.start()
  await queue.flush()
  await queue.flush()
  await queue.add(makeEvent())
  await queue.flush()
  const lost = queue.status().drops
  expect(lost.QUEUE_FULL).toBeGreaterThanOrEqual(2)
  expect(requests.map(({ batch }) => batch.dropped)).toEqual([lost, lost, {}])
})

test('what is lost while a delivery fails is told together with what it carried', async () => {
  const { queue, requests } = setupQueue([refuse, down, acknowledge])
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
  expect(requests.map(({ batch }) => batch.dropped)).toEqual([{}, { REFUSED: 1 }, { REFUSED: 1, VALIDATION_FAILED: 1 }])
})

test('what the server rejects it has counted itself, and a page that goes away may not hear that it has', async () => {
  const { queue, requests } = setupQueue([
    () => ({
      status: 200,
      body: {
        accepted: 0,
        duplicates: 0,
        rejected: [{ index: 0, code: 'VALIDATION_FAILED', message: 'element is required' }],
      },
    }),
    refuse,
    down,
    acknowledge,
  ])
  queue.start()
  for (let index = 0; index < 2; index++) {
    await queue.add(makeEvent())
    await queue.flush()
  }
  await queue.add(makeEvent())
  await queue.flush({ closing: true })
  await queue.flush()
  expect(queue.status().drops).toEqual({ VALIDATION_FAILED: 1, REFUSED: 1 })
  expect(requests.map(({ batch }) => batch.dropped)).toEqual([{}, {}, undefined, { REFUSED: 1 }])
})

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
