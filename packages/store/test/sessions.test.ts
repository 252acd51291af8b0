import type { Event } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, interaction, iso, NOW, sessionEnd, sessionStart } from './support/events.js'
import { type ReferenceSession, referenceSessions } from './support/session-reference.js'

const id = (space: string, number: number) => `00000000-0000-7000-${space}-${String(number).padStart(12, '0')}`

/**
 * Few sessions, users and times, so that all of them meet: two tabs or two users in a session, equal times, events before
 * the start and after the end, and a pause of days.
 */
const events = fc
  .array(
    fc.record({
      type: fc.constantFrom('start', 'end', 'click', 'page_view'),
      session: fc.integer({ min: 1, max: 3 }),
      user: fc.integer({ min: 1, max: 2 }),
      second: fc.integer({ min: 0, max: 5 }),
      day: fc.constantFrom(0, 0, 3),
      language: fc.constantFrom(undefined, 'es', 'en'),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn.map(({ type, session, user, second, day, language }, index): Event => {
      const given = {
        // Ids that neither rise nor fall with the place in the list.
        id: id('8000', (index * 7_919) % 10_007),
        sessionId: id('9000', session),
        userId: `user_${user}`,
        at: NOW - day * DAY - second * 1_000,
      }
      switch (type) {
        case 'start':
          return sessionStart({ ...given, ...(language === undefined ? {} : { context: { language } }) })
        case 'end':
          return sessionEnd(given)
        default:
          return interaction({ ...given, action: type })
      }
    }),
  )

const WAY = fc.record({ lateMs: fc.integer({ min: 0, max: 3 * DAY }), aheadMs: fc.constantFrom(0, DAY, -DAY) })
const AT_ONCE = { lateMs: 0, aheadMs: 0 }

/**
 * The events in another order, some of them twice, cut into deliveries, each of them `lateMs` after all has happened, from a
 * client whose clock is `aheadMs` ahead.
 */
const deliveries = events.chain((original) =>
  fc
    .tuple(
      fc.shuffledSubarray(original, { minLength: original.length }),
      fc.shuffledSubarray(original),
      fc.integer({ min: 1, max: 10 }),
      fc.array(WAY, { minLength: 1, maxLength: 5 }),
    )
    .map(([all, repeated, size, ways]) => {
      const sent = [...all, ...repeated]
      const cut = Array.from({ length: Math.ceil(sent.length / size) }, (_, index) =>
        sent.slice(index * size, (index + 1) * size),
      )
      return { original, cut: cut.map((part, index) => ({ part, ...(ways[index % ways.length] ?? AT_ONCE) })) }
    }),
)

it('makes the same sessions of the same events, whatever their order, however often and however late they come', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  let appId = 100
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ original, cut }) => {
      appId += 1
      const deliver = ({ part, lateMs, aheadMs }: (typeof cut)[number]) => {
        const receivedAt = NOW + lateMs
        const onItsClock = part.map((event) => ({ ...event, occurredAt: iso(Date.parse(event.occurredAt) + aheadMs) }))
        return store.ingest(onItsClock, { appId, receivedAt, sentAt: receivedAt + aheadMs })
      }
      // Some at once, then one by one, each in a commit of its own.
      const results = await Promise.all(cut.slice(0, 2).map(deliver))
      for (const each of cut.slice(2)) results.push(await deliver(each))
      expect(results.flat().filter(({ status }) => status === 'accepted')).toHaveLength(original.length)
      const { rows } = await database.execute({ sql: SESSIONS, args: [appId] })
      expect(rows.map((row) => ({ ...row }))).toEqual(referenceSessions(original).map(asRow))
    }),
    { numRuns: 60 },
  )
})

const SESSIONS = `
SELECT lower(hex(session.uuid)) AS sessionId, user.external_id AS userId, started_at AS startedAt, last_at AS lastAt,
       ended_at AS endedAt, page_views AS pageViews, label.value AS context
FROM session JOIN user ON user.id = session.user_id LEFT JOIN label ON label.id = session.context_id
WHERE session.app_id = ? ORDER BY session.uuid`

const asRow = (session: ReferenceSession) => ({ ...session, sessionId: session.sessionId.replaceAll('-', '') })
