import type { Event, UserRow, Users, UsersInput, UserTimeline } from '@son1k/contract'
import { SORT_ORDERS, USER_SORTS } from '@son1k/contract'
import type { Store } from '@son1k/store'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, HOUR, interaction, iso, MINUTE, NOW } from './support/events.js'
import { finishedOf, periodOf } from './support/insight-reference.js'
import { randomEvents } from './support/random-events.js'
import {
  favourite,
  generationsOf,
  type ReferenceUser,
  referenceTimeline,
  referenceUsers,
  type Span,
  sessionsOf,
} from './support/users-reference.js'

const ZONE = 'America/New_York'
const rangeOf = ({ from, to }: Span) => ({ from: iso(from), to: iso(to) })

const hourOf = (event: Event) => Number(periodOf('hourOfWeek', ZONE, Date.parse(event.occurredAt)))

const plain = ({ successRate, keepRate, ...row }: UserRow): ReferenceUser => ({
  ...row,
  successRate: successRate?.share ?? null,
  keepRate: keepRate?.share ?? null,
})

/** All pages of a list. */
async function pagesOf<Page extends { nextCursor: string | null }>(
  ask: (cursor: { cursor?: string }) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await ask({})]
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor) pages.push(await ask({ cursor }))
  return pages
}

const usersIn = (store: Store, appId: number, input: UsersInput) =>
  pagesOf<Users>((cursor) => store.insight({ name: 'users', appId, input: { ...input, ...cursor } }))

async function checkProfile(
  store: Store,
  appId: number,
  { events, userId, span }: { events: Event[]; userId: string; span: Span },
) {
  const range = rangeOf(span)
  const { timeline, ...profile } = await store.insight({ name: 'user', appId, input: { range, userId } })
  const own = referenceTimeline(events, userId, span)
  const made = generationsOf(events, userId, span)
  const sessions = sessionsOf(events, userId, span)
  const finished = finishedOf(made)
  const times = finished.flatMap(({ generationSeconds }) => generationSeconds ?? [])
  const hours = Array.from({ length: 168 }, (_, hour) => own.filter((event) => hourOf(event) === hour).length)
  const of = (outcome: string) => made.filter((event) => event.outcome === outcome).length
  expect(profile).toMatchObject({
    events: own.length,
    sessions: sessions.length,
    generations: finished.length,
    kept: made.filter(({ isKept }) => isKept).length,
    cancelled: of('cancelled'),
    abandoned: of('abandoned'),
    pageViews: own.filter((event) => event.type === 'interaction' && event.action === 'page_view').length,
    hours: Array.from({ length: 7 }, (_, day) => hours.slice(day * 24, day * 24 + 24)),
  })
  const timeOf = (event: Event | undefined) => (event === undefined ? null : iso(Date.parse(event.occurredAt)))
  expect([profile.firstSeenAt, profile.lastSeenAt]).toEqual([timeOf(own.at(-1)), timeOf(own[0])])
  const recent = sessions.map(({ startedAt, lastAt, pageViews }) => ({
    startedAt: iso(startedAt),
    durationSeconds: (lastAt - startedAt) / 1_000,
    pageViews,
  }))
  expect(profile.recentSessions.map(({ startedAt }) => startedAt)).toEqual(recent.map(({ startedAt }) => startedAt))
  expect(new Set(profile.recentSessions)).toEqual(new Set(recent))
  expect(profile.styles[0]?.value ?? null).toBe(favourite(made))
  expect(profile.styles.reduce((sum, { generations }) => sum + generations, 0)).toBe(
    finished.filter(({ style }) => style !== undefined).length,
  )
  if (times.length === 0) expect(profile.meanGenerationSeconds).toBe(null)
  else expect(profile.meanGenerationSeconds).toBeCloseTo(times.reduce((sum, time) => sum + time, 0) / times.length, 9)
  const pages = await pagesOf<UserTimeline>((cursor) =>
    store.insight({ name: 'userTimeline', appId, input: { range, userId, limit: 3, ...cursor } }),
  )
  const paged = pages.flatMap((page) => page.events)
  expect(paged.slice(0, 50)).toEqual(timeline.events)
  expect(paged.map(({ occurredAt }) => Date.parse(occurredAt))).toEqual(
    own.map(({ occurredAt }) => Date.parse(occurredAt)),
  )
  expect(new Set(paged.map(({ id }) => id))).toEqual(new Set(own.map(({ id }) => id)))
  expect(pages.every((page) => page.events.length === 3 || page.nextCursor === null)).toBe(true)
}

it('users, a user and a timeline are what a plain count of random events says, page by page', async () => {
  const url = await newDatabase()
  let now = NOW
  let appId = 100
  const store = await openTestStore({ url, now: () => now })
  const database = connect(url)
  const question = fc.record({
    sort: fc.constantFrom(...USER_SORTS),
    order: fc.constantFrom(...SORT_ORDERS),
    search: fc.constantFrom('', 'R_1', '%'),
    limit: fc.constantFrom(1, 2, 1_000),
    isFiltered: fc.boolean(),
    offset: fc.integer({ min: -2 * DAY, max: DAY }),
    length: fc.integer({ min: 1, max: 3 * DAY }),
  })
  await fc.assert(
    fc.asyncProperty(randomEvents, question, async ({ events, sent, middle }, asked) => {
      now = middle + 5 * DAY
      appId += 1
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
        args: [appId, `app-${appId}`, ZONE],
      })
      await store.importEvents(sent, appId)
      const { sort, order, search, limit, isFiltered, offset, length } = asked
      const span = { from: middle + offset, to: middle + offset + length }
      const filters = isFiltered ? [{ dimension: 'mood' as const, op: 'is' as const, values: ['calm'] }] : []
      const pages = await usersIn(store, appId, { range: rangeOf(span), sort, order, search, limit, filters })
      const isAsked = isFiltered ? { isAsked: ({ mood }: { mood?: string }) => mood === 'calm' } : {}
      const expected = referenceUsers(events, span, { sort, order, search, ...isAsked })
      expect(pages.flatMap(({ rows }) => rows.map(plain))).toEqual(expected)
      for (const { found } of pages) expect(found).toBe(expected.length)
      expect(pages).toHaveLength(Math.max(1, Math.ceil(expected.length / limit)))
      const [event] = events
      if (event) await checkProfile(store, appId, { events, userId: event.userId, span })
    }),
    { numRuns: 60 },
  )
})

it.each(['lastSeen', 'userId', 'generations'] as const)(
  'nobody is missing or twice on pages by %s while others come and all go on',
  async (sort) => {
    let now = NOW
    const store = await openTestStore({ now: () => now })
    const made = (user: number, at: number) =>
      generation({
        at,
        userId: `user_${String(user).padStart(2, '0')}`,
        outcome: user % 3 === 0 ? 'failed' : 'succeeded',
      })
    const first = Array.from({ length: 30 }, (_, user) =>
      Array.from({ length: 1 + (user % 4) }, (_unused, index) => made(user, NOW - (user % 7) * HOUR - index * MINUTE)),
    )
    await store.importEvents(first.flat(), 1)
    for (const order of SORT_ORDERS) {
      const begun = now
      const input: UsersInput = { range: { days: 7 }, sort, order, limit: 4 }
      const { rows: expected } = await store.insight({ name: 'users', appId: 1, input: { ...input, limit: 1_000 } })
      const pages = await pagesOf<Users>(async (cursor) => {
        if (cursor.cursor !== undefined) {
          now += MINUTE
          // Whose page is still to come, and whose was before; some of them new.
          const events = Array.from({ length: 20 }, (_, index) => made(index * 2, now - index))
          await store.ingest(events, { appId: 1, receivedAt: now })
        }
        return store.insight({ name: 'users', appId: 1, input: { ...input, ...cursor } })
      })
      expect(pages.flatMap(({ rows }) => rows)).toEqual(expected)
      expect(pages.map(({ to, found }) => [to, found])).toEqual(pages.map(() => [iso(begun), expected.length]))
    }
  },
)

it('a timeline pages through thousands of events, also of the same instant, and each comes once as it was sent', async () => {
  const store = await openTestStore()
  const events = Array.from({ length: 3_000 }, (_, index) =>
    index % 3 === 0
      ? generation({ at: NOW - 30 * DAY + HOUR + Math.floor(index / 7) * MINUTE, style: 'lofi', errorMessage: null })
      : interaction({ at: NOW - 30 * DAY + HOUR + Math.floor(index / 7) * MINUTE, metadata: { index } }),
  )
  await store.importEvents([...events, generation({ userId: 'other' })], 1)
  const pages = await pagesOf<UserTimeline>((cursor) =>
    store.insight({
      name: 'userTimeline',
      appId: 1,
      input: { range: { days: 30 }, userId: 'user_1', limit: 700, ...cursor },
    }),
  )
  expect(pages.map((page) => page.events.length)).toEqual([700, 700, 700, 700, 200])
  const sent = new Map(events.map((event) => [event.id, event]))
  for (const { receivedAt: _, isBot: _bot, ...event } of pages.flatMap((page) => page.events)) {
    const { errorMessage: _error, ...expected } = { errorMessage: undefined, ...sent.get(event.id) }
    expect(event).toMatchObject(expected)
    sent.delete(event.id)
  }
  expect(sent.size).toBe(0)
})

it('a user who is not known, and a cursor of something else, are refused in words', async () => {
  const store = await openTestStore()
  await store.importEvents([generation()], 1)
  const range = { days: 7 }
  const ask = (input: { userId: string; cursor?: string }) =>
    store.insight({ name: 'userTimeline', appId: 1, input: { range, ...input } })
  await expect(ask({ userId: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND', message: /"nobody"/ })
  for (const cursor of ['', 'x', Buffer.from('["a"]').toString('base64url')]) {
    const refusal = { code: 'VALIDATION_FAILED', message: expect.stringMatching(/^cursor must be the nextCursor/) }
    await expect(ask({ userId: 'user_1', cursor })).rejects.toMatchObject(refusal)
    await expect(store.insight({ name: 'users', appId: 1, input: { range, cursor } })).rejects.toMatchObject(refusal)
  }
})
