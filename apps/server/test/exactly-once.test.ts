import { randomUUID } from 'node:crypto'
import type { BatchResult } from '@son1k/contract'
import { expect, test } from 'vitest'
import { startServer, type TestServer } from './support/start-server.js'

const DAY_MS = 86_400_000
/** Half a minute before midnight on the clocks of the app. */
const EVENING = Date.parse('2026-11-24T23:59:30Z')
const MORNING = EVENING + 60_000

const iso = (at: number) => new Date(at).toISOString()

/** The server answers nothing else on these paths. */
const batchAnswer = async (response: Response) =>
  ((await response.json()) as { result: { data: BatchResult } }).result.data
const restBatchAnswer = async (response: Response) => (await response.json()) as BatchResult

const sendBatch = async (server: TestServer, events: object[], sentAt = EVENING) =>
  batchAnswer(await server.post('/trpc/track.batch', { sentAt: iso(sentAt), events }))

const newGeneration = (id: string) => ({
  type: 'generation',
  id,
  occurredAt: iso(EVENING),
  userId: 'ana',
  style: 'lofi',
})
const inRest = (id: string) => ({ event_id: id, occurred_at: iso(EVENING), user_id: 'ana', style: 'lofi' })

/** All that the server counts, but for when it was asked. */
async function counted({ store }: TestServer) {
  const { from: _from, to: _to, ...week } = await store.summary(1, { range: { days: 7 } })
  const { at: _at, today, generationsByMinute: _byMinute, ...live } = await store.liveSnapshot(1)
  const { events } = await store.status(1)
  return { week, live, events, today: today.events }
}

test('an event that comes at once through all doors is one', async () => {
  const server = await startServer({ now: () => EVENING })
  const id = randomUUID()
  const event = newGeneration(id)
  const restBatch = { sent_at: iso(EVENING), events: [{ type: 'generation', ...inRest(id) }] }
  const [twice, rest, procedure, inBatch] = await Promise.all([
    sendBatch(server, [event, event]),
    server.post('/api/track/generation', inRest(id)).then((response) => response.json()),
    server.post('/trpc/track.generation', event).then((response) => response.json()),
    server.post('/api/track/batch', restBatch).then(restBatchAnswer),
  ])
  expect(rest).toMatchObject({ success: true, event_id: id })
  expect(procedure).toEqual({ result: { data: { eventId: id } } })
  const accepted = twice.accepted + inBatch.accepted
  // Or the one door that does not say which it was.
  expect(accepted).toBeLessThanOrEqual(1)
  expect(accepted + twice.duplicates + inBatch.duplicates).toBe(3)
  const { week, today, events } = await counted(server)
  expect([week.generations.total, today, events]).toEqual([1, 1, 1])
})

test('an event that comes again changes nothing: on the next day, with other content, as another type', async () => {
  let now = EVENING
  const server = await startServer({ now: () => now })
  const [id, sessionId] = [randomUUID(), randomUUID()]
  const event = newGeneration(id)
  const start = { type: 'session.start', id: sessionId, occurredAt: iso(now), userId: 'ana', sessionId }
  expect(await sendBatch(server, [event, start])).toEqual({ accepted: 2, duplicates: 0, rejected: [] })
  const once = await counted(server)
  expect(once.today).toBe(2)

  now = MORNING
  const again = [
    event,
    { ...event, occurredAt: iso(now), style: 'techno', outcome: 'failed' },
    { ...event, userId: 'bea', sessionId: randomUUID() },
    { type: 'interaction', id, occurredAt: iso(now), userId: 'bea', sessionId, action: 'page_view', element: 'A' },
    { type: 'session.end', id, occurredAt: iso(now), userId: 'ana', sessionId },
  ]
  expect(await sendBatch(server, again, now)).toEqual({ accepted: 0, duplicates: 5, rejected: [] })
  const rest = await server.post('/api/track/generation', { event_id: id, user_id: 'bea', style: 'techno' })
  expect(await rest.json()).toMatchObject({ success: true, event_id: id })
  expect(await counted(server)).toEqual({ ...once, today: 0 })
  await server.store.rebuild()
  expect(await counted(server)).toEqual({ ...once, today: 0 })

  now = EVENING + 7 * DAY_MS + 1
  expect(await sendBatch(server, [event], now)).toMatchObject({
    accepted: 0,
    rejected: [{ index: 0, code: 'TOO_OLD' }],
  })
})

test('what a client lost is counted once, also where it did not hear the answer', async () => {
  const server = await startServer({ now: () => EVENING })
  const send = (id: string, dropped: object) =>
    server.post('/trpc/track.batch', { sentAt: iso(EVENING), events: [newGeneration(id)], dropped })
  const id = randomUUID()
  await send(id, { QUEUE_FULL: 3 })
  await send(id, { QUEUE_FULL: 3 })
  const rest = {
    sent_at: iso(EVENING),
    events: [{ type: 'generation', ...inRest(randomUUID()) }],
    dropped: { CLOSED: 2 },
  }
  await server.post('/api/track/batch', rest)
  expect((await send(randomUUID(), { BOREDOM: 1 })).status).toBe(400)
  // An event may tell of it instead: that is counted with the event, whatever comes along with it later.
  const telling = { ...newGeneration(randomUUID()), dropped: { STORAGE_FAILED: 4 } }
  for (const events of [[telling], [newGeneration(randomUUID()), telling]])
    await server.post('/trpc/track.batch', { sentAt: iso(EVENING), events })
  const status = (await (await server.get('/trpc/system.status')).json()) as { result: { data: { drops: object } } }
  expect(status.result.data.drops).toEqual({
    'client.QUEUE_FULL': 3,
    'client.CLOSED': 2,
    'client.STORAGE_FAILED': 4,
    VALIDATION_FAILED: 1,
  })
})
