import { randomUUID } from 'node:crypto'
import type { StoreOptions } from '@son1k/store'
import { describe, expect, it } from 'vitest'
import { openTestStore } from './database.js'
import { DAY, delivery, generation, HOUR, interaction, iso, MINUTE, NOW, sessionEnd, sessionStart } from './events.js'

const ACCEPTED = { status: 'accepted' }
const DUPLICATE = { status: 'duplicate' }

/** What a store does, whatever database it stands on. `newUrl` makes an empty one. */
export function describeStore(kind: 'file' | 'remote', newUrl: () => Promise<string>): void {
  const open = async (options: Partial<StoreOptions> = {}) => openTestStore({ url: await newUrl(), ...options })

  describe(`a store on a ${kind} database`, () => {
    it('stores an event once, however often it comes', async () => {
      const store = await open()
      const event = generation()
      expect(await store.ingest([event, event], delivery())).toEqual([ACCEPTED, DUPLICATE])
      expect(await store.ingest([event], delivery({ receivedAt: NOW + MINUTE }))).toEqual([DUPLICATE])
      expect((await store.summary(1, { range: { days: 1 } })).generations.total).toBe(1)
      expect((await store.status(1)).events).toBe(1)
    })

    it('accepts exactly one of two concurrent calls with the same event', async () => {
      const store = await open()
      const event = interaction({ sessionId: randomUUID(), action: 'page_view' })
      const calls = await Promise.all([1, 2, 3].map(() => store.ingest([generation(), event], delivery())))
      expect(calls.map(([, result]) => result?.status).toSorted()).toEqual(['accepted', 'duplicate', 'duplicate'])
      expect((await store.status(1)).events).toBe(4)
    })

    it('takes the same id in two apps for two events', async () => {
      const store = await open()
      const event = generation()
      expect(await store.ingest([event], delivery({ appId: 1 }))).toEqual([ACCEPTED])
      expect(await store.ingest([event], delivery({ appId: 2 }))).toEqual([ACCEPTED])
      expect((await store.summary(1, { range: { days: 1 } })).generations.total).toBe(1)
    })

    it('answers in the order of the call, refusing what is too old or in the future', async () => {
      const store = await open()
      const results = await store.ingest(
        [generation({ at: NOW - 8 * DAY }), generation(), generation({ at: NOW + HOUR }), generation()],
        delivery(),
      )
      expect(results.map((result) => ('code' in result ? result.code : result.status))).toEqual([
        'TOO_OLD',
        'accepted',
        'IN_THE_FUTURE',
        'accepted',
      ])
      expect((await store.status(1)).events).toBe(2)
    })

    it('has stored nothing when every event of a call is refused', async () => {
      const store = await open()
      const [result] = await store.ingest([generation({ at: NOW - 8 * DAY })], delivery())
      expect(result).toMatchObject({ status: 'rejected', code: 'TOO_OLD' })
      expect(await store.ingest([], delivery())).toEqual([])
      expect((await store.status(1)).events).toBe(0)
    })

    it('imports events of any age', async () => {
      const store = await open()
      const event = generation({ at: NOW - 300 * DAY, style: 'synthwave' })
      expect(await store.importEvents([event], 1)).toEqual([ACCEPTED])
      expect(await store.importEvents([event], 1)).toEqual([DUPLICATE])
      const summary = await store.summary(1, { range: { days: 365 } })
      expect(summary.popularStyles).toEqual([{ value: 'synthwave', count: 1 }])
    })

    it('keeps texts as they are, hostile ones too', async () => {
      const store = await open()
      const prompts = ["'; DROP TABLE event; --", '🎹 épica', '"quoted"\n\\', '[1,2]', '12', 'null']
      await store.ingest(
        prompts.map((prompt) => generation({ prompt, userId: prompt })),
        delivery(),
      )
      const { popularPrompts } = await store.summary(1, { range: { days: 1 } })
      expect(popularPrompts.map(({ value }) => value).toSorted()).toEqual(prompts.toSorted())
      const { recentEvents } = await store.liveSnapshot(1)
      expect(recentEvents.map(({ userId }) => userId).toSorted()).toEqual(prompts.toSorted())
    })

    it('ends a session by its id once, and answers false for an unknown one', async () => {
      const store = await open()
      const sessionId = randomUUID()
      expect(await store.endSession(sessionId, delivery())).toBe(false)
      await store.ingest([sessionStart({ sessionId, userId: 'ana', at: NOW - MINUTE })], delivery())
      expect(await store.activeSessions(1)).toBe(1)
      expect(await Promise.all([1, 2].map(() => store.endSession(sessionId, delivery())))).toEqual([true, false])
      expect(await store.endSession(sessionId, delivery())).toBe(false)
      expect(await store.activeSessions(1)).toBe(0)
      expect((await store.status(1)).events).toBe(2)
      const [end] = (await store.liveSnapshot(1)).recentEvents
      expect(end).toMatchObject({ type: 'session.end', userId: 'ana', at: iso(NOW) })
    })

    it('ends a session in the same commit as its first event', async () => {
      const store = await open()
      const sessionId = randomUUID()
      const [, , ended] = await Promise.all([
        store.ingest([generation()], delivery()),
        store.ingest([sessionStart({ sessionId })], delivery()),
        store.endSession(sessionId, delivery()),
      ])
      expect(ended).toBe(true)
    })

    it('answers false for a session that was idle past the timeout', async () => {
      const store = await open({ sessionTimeoutMinutes: 10 })
      const [idle, busy] = [randomUUID(), randomUUID()]
      await store.ingest([sessionStart({ sessionId: idle, at: NOW - 10 * MINUTE - 1 })], delivery())
      await store.ingest([sessionStart({ sessionId: busy, at: NOW - 10 * MINUTE })], delivery())
      expect(await store.activeSessions(1)).toBe(1)
      expect(await store.endSession(idle, delivery())).toBe(false)
      expect(await store.endSession(busy, delivery())).toBe(true)
    })

    it('takes a session as going on when an event is later than its end', async () => {
      const store = await open()
      const sessionId = randomUUID()
      await store.ingest(
        [interaction({ sessionId, at: NOW - MINUTE }), sessionEnd({ sessionId, at: NOW - 2 * MINUTE })],
        delivery(),
      )
      expect(await store.activeSessions(1)).toBe(1)
      await store.ingest([sessionEnd({ sessionId, at: NOW - MINUTE })], delivery())
      expect(await store.activeSessions(1)).toBe(0)
    })

    it('makes no session of a repeated event that names another one', async () => {
      const store = await open()
      const event = interaction({ sessionId: randomUUID() })
      await store.ingest([event], delivery())
      await store.ingest([{ ...event, sessionId: randomUUID() }], delivery())
      expect((await store.summary(1, { range: { days: 1 } })).sessions.total).toBe(1)
    })

    it('shows what goes on now, the newest first', async () => {
      const store = await open()
      const sessionId = randomUUID()
      const made = generation({ sessionId, prompt: 'épica', style: 'synthwave', at: NOW - 2_000 })
      const failed = generation({ outcome: 'failed', at: NOW - 3_000 })
      const clicked = interaction({ action: 'save', element: 'A', at: NOW - 1_000 })
      const yesterday = generation({ at: NOW - DAY })
      await store.ingest([clicked, made, failed, yesterday], delivery())
      const snapshot = await store.liveSnapshot(1)
      expect(snapshot).toMatchObject({ at: iso(NOW), activeSessions: 1 })
      expect(snapshot.today).toEqual({ generations: 2, succeeded: 1, failed: 1, sessions: 1, events: 3 })
      expect(snapshot.generationsByMinute).toEqual([...Array(58).fill(0), 2, 0])
      expect(snapshot.recentEvents).toEqual([
        { id: clicked.id, type: 'interaction', at: iso(NOW - 1_000), userId: 'user_1', action: 'save', element: 'A' },
        {
          id: made.id,
          type: 'generation',
          at: iso(NOW - 2_000),
          userId: 'user_1',
          outcome: 'succeeded',
          style: 'synthwave',
          prompt: 'épica',
        },
        { id: failed.id, type: 'generation', at: iso(NOW - 3_000), userId: 'user_1', outcome: 'failed' },
        { id: yesterday.id, type: 'generation', at: iso(NOW - DAY), userId: 'user_1', outcome: 'succeeded' },
      ])
    })

    it('counts the generations of each of the last sixty minutes, but no cancelled one', async () => {
      const store = await open()
      const minute = Math.floor(NOW / 60_000) * 60_000
      const ats = [NOW, minute, minute - 1, minute - 59 * 60_000, minute - 59 * 60_000 - 1]
      const cancelled = generation({ outcome: 'cancelled', at: minute - 1 })
      await store.ingest([cancelled, ...ats.map((at) => generation({ at }))], delivery())
      const { generationsByMinute } = await store.liveSnapshot(1)
      expect(generationsByMinute).toEqual([1, ...Array(57).fill(0), 1, 2])
    })

    it('shows at most twenty recent events, those of all types together', async () => {
      const store = await open()
      const events = Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0 ? generation({ at: NOW - index }) : interaction({ at: NOW - index }),
      )
      await store.ingest(events, delivery())
      const { recentEvents } = await store.liveSnapshot(1)
      expect(recentEvents.map(({ id }) => id)).toEqual(events.slice(0, 20).map(({ id }) => id))
    })

    it('tells its size, its events and its kind', async () => {
      const store = await open()
      await store.ingest([generation(), generation()], delivery())
      const status = await store.status(1)
      expect(status).toMatchObject({ kind, events: 2, availability: [{ date: '2026-11-24', share: 1 }] })
      expect(status.bytes).toBeGreaterThan(0)
    })

    it('tells listeners of each commit that stored something, one for all that come together', async () => {
      const store = await open()
      const commits: number[] = []
      const off = store.onCommit(({ events, appIds, waitedMs }) => {
        expect(appIds).toEqual([1])
        expect(waitedMs).toHaveLength(events)
        commits.push(events)
      })
      const event = generation()
      await store.ingest([event, generation()], delivery())
      await store.ingest([event], delivery())
      await Promise.all(Array.from({ length: 30 }, () => store.ingest([generation()], delivery())))
      off()
      await store.ingest([generation()], delivery())
      expect(commits).toEqual([2, 30])
      expect(store.queueDepth()).toEqual({ events: 0, bytes: 0 })
    })

    it('remembers everything when it is opened again', async () => {
      const url = await newUrl()
      const first = await openTestStore({ url })
      const sessionId = randomUUID()
      const event = sessionStart({ sessionId, at: NOW - 20 * MINUTE })
      await first.ingest([event], delivery())
      await first.close()
      const second = await openTestStore({ url })
      expect(await second.activeSessions(1)).toBe(1)
      expect(await second.ingest([event, interaction({ sessionId })], delivery())).toEqual([DUPLICATE, ACCEPTED])
      const { sessions } = await second.summary(1, { range: { days: 1 } })
      expect(sessions).toEqual({
        total: 1,
        uniqueUsers: 1,
        newUsers: 1,
        returningUsers: 0,
        averageDurationSeconds: 20 * 60,
        medianDurationSeconds: expect.closeTo(20 * 60, -2),
        generationsPerSession: 0,
      })
    })

    it('answers the same after a rebuild', async () => {
      const store = await open()
      await store.ingest(
        [0, 1, 2, 30].map((hours) =>
          generation({ at: NOW - hours * HOUR, sessionId: randomUUID(), style: 'lofi', generationSeconds: hours }),
        ),
        delivery(),
      )
      const before = await store.summary(1, { range: { days: 7 } })
      expect(before.popularStyles).toEqual([{ value: 'lofi', count: 4 }])
      await store.rebuild()
      expect(await store.summary(1, { range: { days: 7 } })).toEqual(before)
    })

    it('takes old events away, and answers the same', async () => {
      let now = NOW - 40 * DAY
      const store = await open({ now: () => now })
      const events = [0, 1, 26].map((hours) =>
        generation({ at: now - hours * HOUR, userId: `user_${hours}`, sessionId: randomUUID(), prompt: 'épica' }),
      )
      await store.importEvents(events, 1)
      now = NOW
      await store.ingest([generation()], delivery())
      const range = { from: iso(NOW - 45 * DAY - 30 * MINUTE - 12 * HOUR), to: iso(NOW + 1) }
      const before = await store.summary(1, { range })
      expect(before).toMatchObject({ generations: { total: 4 }, sessions: { uniqueUsers: 3 } })
      expect(await store.prune({ retentionDays: 30, dryRun: true })).toMatchObject({ days: 2, events: 3, sessions: 3 })
      expect(await store.prune({ retentionDays: 30 })).toMatchObject({ days: 2, events: 3, sessions: 3 })
      expect((await store.status(1)).events).toBe(1)
      expect(await store.summary(1, { range })).toEqual(before)
      expect(await store.importEvents(events, 1)).toEqual([DUPLICATE, DUPLICATE, DUPLICATE])
    })

    it('does not know an app that was never made', async () => {
      const store = await open()
      await expect(store.summary(7, { range: { days: 1 } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })

    it('refuses events and questions after it was closed, and closes once', async () => {
      const store = await open()
      const stored = store.ingest([generation()], delivery())
      await Promise.all([store.close(), store.close()])
      expect(await stored).toEqual([ACCEPTED])
      await expect(store.ingest([generation()], delivery())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
      await expect(store.summary(1, { range: { days: 1 } })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    })
  })
}
