import { randomUUID } from 'node:crypto'
import type { Dimension, Event } from '@son1k/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../src/ingest/fingerprint.js'
import { overRepresented } from '../src/statistics/over-represented.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, delivery, generation, HOUR, interaction, iso, MINUTE, NOW, sessionStart } from './support/events.js'
import { groupBy } from './support/group-by.js'
import { dimensionValues, periodOf, periodsIn } from './support/insight-reference.js'
import { referenceSessions } from './support/session-reference.js'

const ZONE = 'America/New_York'
const MESSAGES = ['job 17 failed', 'job 18 failed', 'out of memory', "' OR 1=1 --", ''] as const
const STACK = 'Error\n    at render (https://a.example/app-3f2a9c1b.js:1:2)'
const DIMENSIONS: Dimension[] = [
  'style',
  'mood',
  'scale',
  'tempoBand',
  'instrument',
  'instrumentCount',
  'prompt',
  'aiEnhanced',
  'bot',
  'language',
  'page',
]
const OF_STARTS: Dimension[] = ['bot', 'language', 'page']

const offset = fc.noBias(fc.integer({ min: -28 * 60, max: 14 * 60 })).map((minutes) => minutes * MINUTE)
/** What fails is mostly techno; what throws is mostly on the studio page. */
const drawnEvent = fc.record({
  kind: fc.constantFrom('succeeded', 'succeeded', 'failed', 'failed', 'silent', 'error', 'start', 'start', 'click'),
  offset,
  user: fc.integer({ min: 1, max: 3 }),
  session: fc.noBias(fc.integer({ min: 0, max: 30 })),
  message: fc.constantFrom(...MESSAGES),
  hasStack: fc.boolean(),
  isUsual: fc.constantFrom(true, true, true, true, false),
  style: fc.constantFrom('lofi', 'techno', undefined),
  aiEnhanced: fc.boolean(),
  instruments: fc.constantFrom(['piano'], ['piano', 'drums'], undefined),
})
type Drawn = typeof drawnEvent extends fc.Arbitrary<infer Each> ? Each : never

function toEvent(middle: number, each: Drawn): Event {
  const { kind, user, isUsual, style, aiEnhanced, instruments } = each
  const message = isUsual ? 'out of memory' : each.message
  const common = { at: middle + each.offset, userId: `user_${user}` }
  const session = kind === 'error' && isUsual ? 16 + (each.session % 15) : each.session
  const hasStack = each.hasStack && !isUsual
  const sessionId = `00000000-0000-7000-9000-0000000000${String(session).padStart(2, '0')}`
  const track = { ...common, sessionId, aiEnhanced, ...(instruments && { instruments: [...instruments] }) }
  const given = style === undefined ? {} : { style }
  switch (kind) {
    case 'succeeded':
      return generation({ ...track, ...(isUsual ? { style: 'lofi' } : given) })
    case 'failed':
      return generation({
        ...track,
        ...(isUsual ? { style: 'techno' } : given),
        outcome: 'failed',
        errorMessage: message,
      })
    case 'silent':
      return generation({ ...track, ...given, outcome: 'failed' })
    case 'error': {
      const metadata = hasStack ? { metadata: { error_stack: STACK } } : {}
      return interaction({
        ...common,
        ...(session === 0 ? {} : { sessionId }),
        action: 'error',
        value: message,
        ...metadata,
      })
    }
    case 'start':
      return sessionStart({
        ...common,
        sessionId,
        page: session > 15 ? '/studio' : '/',
        context: { language: session > 20 ? 'es' : 'en' },
      })
    default:
      return interaction({ ...common, action: 'click', value: message })
  }
}

const at = (event: Event) => Date.parse(event.occurredAt)

/** The kind, group and message of an error. */
function errorIn(event: Event): { kind: 'generation' | 'page'; text: string; message: string } | undefined {
  if (event.type === 'generation' && event.outcome === 'failed' && typeof event.errorMessage === 'string')
    return { kind: 'generation', text: fingerprint(event.errorMessage), message: event.errorMessage }
  if (event.type !== 'interaction' || event.action !== 'error') return undefined
  const stack = event.metadata?.error_stack
  return {
    kind: 'page',
    text: fingerprint(event.value ?? '', typeof stack === 'string' ? stack : undefined),
    message: event.value ?? '',
  }
}

/** The values that an event has, as a generation would: those of a session's start alone are the same. */
function valuesOf(event: Event, dimension: Dimension, languages: Map<string, string | undefined>): string[] {
  if (dimension !== 'language') return dimensionValues(dimension, event as never, { zone: ZONE, events: [] })
  const language = languages.get(event.sessionId ?? '')
  return language === undefined ? [] : [language]
}

function languagesOf(events: Event[]): Map<string, string | undefined> {
  const parsed = (context: string | null) => (context === null ? {} : (JSON.parse(context) as { language?: string }))
  return new Map(referenceSessions(events).map(({ sessionId, context }) => [sessionId, parsed(context).language]))
}

type Sides = { dimensions: Dimension[]; own: Event[]; others: Event[] }
function plainAssociations(events: Event[], { dimensions, own, others }: Sides) {
  const languages = languagesOf(events)
  const tables = dimensions.flatMap((dimension) => {
    // A track without instruments has 0 of them, but knows none.
    const known = (side: Event[]) => side.filter((event) => valuesOf(event, dimension, languages).length > 0)
    const [ownKnown, othersKnown] = [known(own), known(others)]
    if (ownKnown.length === 0) return []
    const values = new Set([...ownKnown, ...othersKnown].flatMap((event) => valuesOf(event, dimension, languages)))
    const having = (side: Event[], value: string) =>
      side.filter((event) => valuesOf(event, dimension, languages).includes(value)).length
    return [...values].map((value) => ({
      dimension,
      value,
      having: having(ownKnown, value),
      total: ownKnown.length,
      othersHaving: having(othersKnown, value),
      othersTotal: othersKnown.length,
    }))
  })
  return overRepresented(tables).map(({ having, total, othersHaving, othersTotal, ...rest }) => {
    return { ...rest, errors: having, errorsKnown: total, others: othersHaving, othersKnown: othersTotal }
  })
}

const byName = (a: { dimension: string; value: string }, b: { dimension: string; value: string }) =>
  `${a.dimension} ${a.value}` < `${b.dimension} ${b.value}` ? -1 : 1

describe('the errors', () => {
  it('are grouped, counted and compared as a plain look at each event says, in any order of arrival', async () => {
    const url = await newDatabase()
    let appId = 100
    const middle = Date.parse('2026-11-01T05:00:00Z')
    const store = await openTestStore({ url, now: () => middle + 2 * DAY })
    const database = connect(url)
    let told = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawnEvent, { minLength: 150, maxLength: 250, size: 'max' }),
        fc.record({
          kind: fc.constantFrom(undefined, 'generation' as const, 'page' as const),
          interval: fc.constantFrom('hour' as const, 'day' as const),
          onlyTechno: fc.boolean(),
        }),
        async (drawn, { kind, interval, onlyTechno }) => {
          appId += 1
          await database.execute({
            sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
            args: [appId, `app-${appId}`, ZONE],
          })
          const events = drawn.map((each) => toEvent(middle, each))
          await store.importEvents([...events.toReversed(), ...events.slice(0, 20)], appId)
          const [from, to] = [middle - DAY, middle + 12 * HOUR]
          const filters = onlyTechno ? [{ dimension: 'style' as const, op: 'is' as const, values: ['techno'] }] : []
          const input = { range: { from: iso(from), to: iso(to) }, interval, limit: 50, filters, ...(kind && { kind }) }
          const answer = await store.insight({ name: 'errors', appId, input })
          const passes = (event: Event) => !onlyTechno || (event.type === 'generation' && event.style === 'techno')
          const within = events.filter((event) => at(event) >= from && at(event) < to && passes(event))
          const found = within.flatMap((event) => {
            const error = errorIn(event)
            return error && (kind === undefined || error.kind === kind) ? [{ event, ...error }] : []
          })
          const groups = groupBy(found, (error) => `${error.kind} ${error.text}`)
          expect(answer.found).toBe(groups.size)
          expect(answer.groups).toHaveLength(groups.size)
          expect(answer.count).toBe(found.length)
          expect(answer.users).toBe(new Set(found.map(({ event }) => event.userId)).size)
          const counts = answer.groups.map(({ count }) => count)
          expect(counts).toEqual(counts.toSorted((a, b) => b - a))
          const periods = periodsIn(interval, { from, to, readTo: to, zone: ZONE })
          const succeeded = within.filter(
            (event) => event.type === 'generation' && (event.outcome ?? 'succeeded') === 'succeeded',
          )
          const starts = within.filter((event) => event.type === 'session.start')
          for (const group of answer.groups) {
            const own = groups.get(`${group.kind} ${group.fingerprint}`) ?? []
            const times = own.map(({ event }) => at(event))
            const often = groupBy(own, ({ message }) => message)
            expect(group).toMatchObject({
              count: own.length,
              users: new Set(own.map(({ event }) => event.userId)).size,
              firstSeen: iso(Math.min(...times)),
              lastSeen: iso(Math.max(...times)),
              trend: periods.map((period) => times.filter((time) => periodOf(interval, ZONE, time) === period).length),
            })
            expect(group.samples.toSorted()).toEqual([...often.keys()].toSorted())
            const most = Math.max(...[...often.values()].map((all) => all.length))
            expect(often.get(group.samples[0] ?? '-')).toHaveLength(most)
            const sessions = new Set(own.map(({ event }) => event.sessionId))
            const hadIt = ({ sessionId }: Event) => sessions.has(sessionId)
            const expected = plainAssociations(
              events,
              group.kind === 'generation'
                ? { dimensions: DIMENSIONS, own: own.map(({ event }) => event), others: succeeded }
                : { dimensions: OF_STARTS, own: starts.filter(hadIt), others: starts.filter((event) => !hadIt(event)) },
            )
            told += expected.length
            const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 9))
            expect(group.goesWith.toSorted(byName)).toEqual(
              expected.toSorted(byName).map(({ lift, pValue, falseDiscoveryRate, ...rest }) => {
                return { ...rest, lift: near(lift), pValue: near(pValue), falseDiscoveryRate: near(falseDiscoveryRate) }
              }),
            )
          }
          const kinds = answer.groups.map((group) => group.kind)
          expect(answer.compared).toEqual({
            from: iso(from),
            to: iso(to),
            isCut: false,
            succeeded: kinds.includes('generation') ? succeeded.length : 0,
            sessionStarts: kinds.includes('page') ? starts.length : 0,
          })
        },
      ),
      { numRuns: 15 },
    )
    // Else nothing was compared.
    expect(told).toBeGreaterThan(0)
  })

  it('of a page that go with one browser are told so, however often each session has them', async () => {
    const store = await openTestStore()
    const browsers = {
      safari:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
      firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0',
    }
    for (const [name, userAgent] of Object.entries(browsers)) {
      const sessions = Array.from({ length: 40 }, () => randomUUID())
      const common = { at: NOW - HOUR }
      const broken = sessions.slice(0, name === 'safari' ? 30 : 3)
      const thrown = () => ({ ...common, action: 'error', value: 'No AudioContext', metadata: { error_stack: STACK } })
      await store.ingest(
        [
          ...sessions.map((sessionId) => sessionStart({ ...common, sessionId })),
          ...broken.flatMap((sessionId) => Array.from({ length: 4 }, () => interaction({ ...thrown(), sessionId }))),
        ],
        delivery({ userAgent }),
      )
    }
    const answer = await store.insight({ name: 'errors', appId: 1, input: { range: { days: 1 } } })
    expect(answer.groups).toMatchObject([
      {
        kind: 'page',
        fingerprint: 'No AudioContext @ render (app.js)',
        count: 132,
        goesWith: expect.arrayContaining([
          expect.objectContaining({
            dimension: 'browser',
            value: 'Safari',
            errors: 30,
            errorsKnown: 33,
            others: 10,
            othersKnown: 47,
          }),
        ]),
      },
    ])
    expect(answer.groups[0]?.goesWith.some(({ value }) => value === 'Firefox')).toBe(false)
    expect(answer.points.length).toBeGreaterThanOrEqual(24)
  })
})
