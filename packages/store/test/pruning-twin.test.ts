import type { Event, Filter } from '@son1k/contract'
import { OUTCOMES } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { comparableRollups } from './support/comparable-rollups.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import {
  DAY,
  generation,
  generationStart,
  HOUR,
  interaction,
  MINUTE,
  sessionEnd,
  sessionStart,
} from './support/events.js'

// Two stores get the same deliveries. One of them prunes and rebuilds in between, the other keeps everything.

const RETENTION_DAYS = 8
const ZONES = ['America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']

const drawnEvent = fc.record({
  kind: fc.constantFrom('generation', 'generation', 'start', 'session', 'end', 'click', 'keep'),
  offset: fc.integer({ min: -6 * 60, max: 6 * 60 }).map((minutes) => minutes * MINUTE),
  user: fc.integer({ min: 1, max: 3 }),
  session: fc.integer({ min: 1, max: 2 }),
  track: fc.integer({ min: 1, max: 2 }),
  outcome: fc.constantFrom(...OUTCOMES),
  style: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  generationSeconds: fc.constantFrom(0, 4, 300),
})
type Drawn = typeof drawnEvent extends fc.Arbitrary<infer Each> ? Each : never

/** Events of some hours, days ago: the first part comes at once, the second after what is next; both once more, later. */
const drawnStory = fc.record({
  kind: fc.constantFrom('live', 'live', 'import'),
  age: fc.oneof(fc.integer({ min: 0, max: 7 * 24 }), fc.integer({ min: 7 * 24, max: 70 * 24 })),
  first: fc.array(drawnEvent, { minLength: 1, maxLength: 8 }),
  second: fc.array(drawnEvent, { maxLength: 4 }),
  passes: fc.constantFrom(0, HOUR, 3 * DAY, 6 * DAY),
  next: fc.constantFrom('prune', 'prune', 'rebuild', 'repeat'),
})
type Story = typeof drawnStory extends fc.Arbitrary<infer Each> ? Each : never

const uuid = (space: string, number: number) => `00000000-0000-7000-${space}-${String(number).padStart(12, '0')}`

function toEvent(drawn: Drawn, story: number, { number, middle }: { number: number; middle: number }): Event {
  const { kind, offset, user, session, track, outcome, style, generationSeconds } = drawn
  const common = { id: uuid('8000', number), at: middle + offset, userId: `user_${user}_${story % 3}` }
  const sessionId = uuid('9000', story * 10 + session)
  const generationId = `track-${story}-${track}`
  const made = { style, prompt: `${style} ${story}`, instruments: ['piano', style] }
  switch (kind) {
    case 'generation':
      return generation({ ...common, ...made, sessionId, generationId, outcome, generationSeconds })
    case 'start':
      return generationStart({ ...common, ...made, generationId })
    case 'session':
      return sessionStart({ ...common, sessionId, context: { language: style } })
    case 'keep':
      return interaction({ ...common, action: style === 'a' ? 'like' : 'save', generationId })
    case 'end':
      return sessionEnd({ ...common, sessionId })
    default:
      return interaction({ ...common, sessionId, action: 'page_view', value: `/${style}` })
  }
}

it('pruning and rebuilding change no number, whatever comes when, and however often', async () => {
  let now = Date.parse('2024-10-20T15:20:00Z')
  const open = async () => {
    const url = await newDatabase()
    return { store: await openTestStore({ url, now: () => now, labelsPerDay: 3 }), database: connect(url) }
  }
  const [pruned, whole] = [await open(), await open()]
  let appId = 100
  let pruning = { events: 0, sessions: 0 }

  const prune = async () => {
    const { events, sessions } = await pruned.store.prune({ retentionDays: RETENTION_DAYS })
    pruning = { events: pruning.events + events, sessions: pruning.sessions + sessions }
  }
  const deliver = async (events: Event[], kind: Story['kind']) => {
    const answers = await Promise.all(
      [pruned, whole].map(({ store }) =>
        kind === 'import'
          ? store.importEvents(events, appId)
          : store.ingest(events, { appId, receivedAt: now, userAgent: 'curl/8' }),
      ),
    )
    expect(answers[0]).toEqual(answers[1])
  }
  const compare = async () => {
    const { rows } = await pruned.database.execute(`SELECT rollups_from FROM app WHERE id = ${appId}`)
    const kept = { appId, rollupsFrom: Number(rows[0]?.rollups_from) }
    const rollups = await comparableRollups(pruned.database, kept)
    expect(rollups).toEqual(await comparableRollups(whole.database, kept))
    return rollups
  }
  const compareAnswers = async () => {
    for (const days of [1, 9, 20, 90]) {
      const { previous, ...current } = await pruned.store.summary(appId, { range: { days }, compare: true })
      for (const period of [current, previous]) {
        if (period === undefined) throw new Error('no previous period')
        expect(period).toEqual(await whole.store.summary(appId, { range: { from: period.from, to: period.to } }))
      }
      const filters: Filter[] = [{ dimension: 'style', op: 'is', values: ['a'] }]
      const asked = { metric: 'succeeded' as const, filters }
      const hours = await pruned.store.insight({ name: 'hours', appId, input: { ...asked, range: { days } } })
      const { from, to } = hours
      expect(hours).toEqual(
        await whole.store.insight({ name: 'hours', appId, input: { ...asked, range: { from, to } } }),
      )
      expect([from, to]).toEqual([current.from, current.to])
      expect(Date.parse(current.to)).toBe(now)
      expect(Date.parse(current.from)).toBeLessThanOrEqual(now - days * DAY)
      expect(Date.parse(current.from)).toBeGreaterThan(now - (days + 1) * DAY - HOUR)
    }
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(drawnStory, { minLength: 3, maxLength: 5 }),
      fc.constantFrom(...ZONES),
      async (stories, zone) => {
        appId += 1
        now += 60 * DAY
        for (const { database } of [pruned, whole])
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
            args: [appId, `app-${appId}`, zone],
          })
        const sent: (() => Promise<void>)[] = []
        let number = appId * 1_000
        for (const [index, { kind, age, first, second, passes, next }] of stories.entries()) {
          const middle = now - (kind === 'live' ? Math.min(age, 7 * 24) : age) * HOUR
          const make = (drawn: Drawn) => toEvent(drawn, appId * 10 + index, { number: ++number, middle })
          for (const events of [first.map(make), second.map(make)]) {
            const send = () => deliver(events, kind)
            sent.push(send)
            await send()
            now += passes
            if (next === 'prune') await prune()
            if (next === 'repeat') for (const again of sent) await again()
            if (next === 'rebuild') {
              const before = await compare()
              await pruned.store.rebuild()
              expect(await compare()).toEqual(before)
            }
          }
          now += 2 * DAY
        }
        await prune()
        await compare()
        now += 9 * DAY
        await deliver([generation({ id: uuid('8000', ++number), at: now - DAY })], 'live')
        await prune()
        for (const again of sent) await again()
        await prune()
        const before = await compare()
        await pruned.store.rebuild()
        expect(await compare()).toEqual(before)
        await compareAnswers()
      },
    ),
    { numRuns: 8 },
  )
  // It was about something.
  expect(pruning.events).toBeGreaterThan(50)
  expect(pruning.sessions).toBeGreaterThan(10)
})
