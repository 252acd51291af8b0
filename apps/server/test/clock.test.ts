import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'
import { watch } from './support/watch-live.js'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const NOON = Date.parse('2026-11-24T12:00:00Z')
const iso = (at: number) => new Date(at).toISOString()

test.each([
  ['back by a day', -DAY_MS],
  ['forward by a day', DAY_MS],
])('a server whose clock jumps %s goes on, and loses nothing', async (_name, jump) => {
  let now = NOON
  const server = await startServer({ now: () => now })
  const sessionId = randomUUID()
  const generation = (at: number) => ({
    type: 'generation',
    id: randomUUID(),
    occurredAt: iso(at),
    userId: 'ana',
    sessionId,
    generationSeconds: 3,
  })
  /** From a client whose clock is right: what it says of the time is the same before and after. */
  const send = async (sentAt: number, ...events: object[]) => {
    const response = await server.post('/trpc/track.batch', { sentAt: iso(sentAt), events })
    return ((await response.json()) as { result: { data: object } }).result.data
  }
  const live = await watch(server)
  await live.nextSnapshot()
  const first = generation(NOON - MINUTE_MS)
  expect(await send(NOON, first)).toMatchObject({ accepted: 1 })
  let snapshot = await live.nextSnapshot()
  while (snapshot.recentEvents.length < 1) snapshot = await live.nextSnapshot()
  await server.store.heartbeat()

  now = NOON + jump
  const sentAt = NOON + 2 * MINUTE_MS
  const [second, third] = [generation(NOON + MINUTE_MS), generation(sentAt)]
  const [aged, old] = [generation(sentAt - 7 * DAY_MS), generation(sentAt - 7 * DAY_MS - 1)]
  expect(await send(sentAt, first, second, third, aged, old)).toEqual({
    accepted: 3,
    duplicates: 1,
    rejected: [{ index: 4, code: 'TOO_OLD', message: expect.any(String) }],
  })
  expect((await server.post('/api/track/interaction', { user_id: 'ana', action: 'click', element: 'A' })).status).toBe(
    200,
  )
  while (snapshot.recentEvents.length < 5) snapshot = await live.nextSnapshot()
  expect(snapshot.at).toBe(iso(now))
  // Of a time that the client doesn't say when it sent, the server's clock has to judge.
  const late = await server.post('/api/track/generation', { user_id: 'ana', occurred_at: iso(sentAt) })
  expect(late.status).toBe(jump < 0 ? 400 : 200)
  const ended = await server.post('/trpc/session.end', { sessionId })
  expect(await ended.json()).toEqual({ result: { data: { ended: true } } })
  await server.store.heartbeat()

  // The session goes from the oldest of its events to the latest, by their corrected times.
  const range = { from: iso(NOON - 30 * DAY_MS), to: iso(NOON + 30 * DAY_MS) }
  const summary = await server.store.summary(1, { range })
  const [oldest, latest] = [now - 7 * DAY_MS, Math.max(NOON - MINUTE_MS, now)]
  const seconds = (latest - oldest) / 1_000
  expect(summary.sessions).toEqual({
    total: 1,
    uniqueUsers: 1,
    newUsers: 1,
    returningUsers: 0,
    averageDurationSeconds: seconds,
    medianDurationSeconds: expect.closeTo(seconds, -Math.log10(seconds * 0.04)),
    generationsPerSession: jump < 0 ? 4 : 5,
  })
  expect(summary.generations.total).toBe(jump < 0 ? 4 : 5)
  await server.store.rebuild()
  expect(await server.store.summary(1, { range })).toEqual(summary)

  const { availability } = await server.store.status(1)
  const shares = availability.map(({ share }) => share)
  expect(shares.filter((share) => !(share >= 0 && share <= 1))).toEqual([])
  expect(server.log()).not.toMatch(/"level":(50|60)/)
})
