import type { Event, Filter, InsightInputs, InsightName } from '@son1k/contract'
import { OUTCOMES } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract/errors'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DayParts } from '../src/queries/day-parts.js'
import { askInsight } from '../src/queries/insights.js'
import { Steps } from '../src/queries/steps.js'
import { summaryWith } from '../src/queries/summary.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, generation, generationStart, HOUR, interaction, iso, sessionStart } from './support/events.js'

const ZONES = ['America/New_York', 'Asia/Kathmandu', 'UTC']
const OTHER_ZONES = ['Asia/Tokyo', 'America/Sao_Paulo']

const drawnEvent = fc.record({
  kind: fc.constantFrom('generation', 'generation', 'generation', 'start', 'session', 'keep', 'error', 'click'),
  hoursAgo: fc.integer({ min: 0, max: 150 }),
  user: fc.integer({ min: 1, max: 4 }),
  session: fc.integer({ min: 1, max: 4 }),
  track: fc.integer({ min: 1, max: 6 }),
  outcome: fc.constantFrom('succeeded', 'failed', ...OUTCOMES),
  style: fc.constantFrom('techno', 'Techno', 'lofi'),
  language: fc.constantFrom('es', 'en'),
  seconds: fc.constantFrom(0, 4, 60),
  isAi: fc.boolean(),
  seq: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
  parent: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
})
type Drawn = typeof drawnEvent extends fc.Arbitrary<infer Each> ? Each : never

const storing = (maxLength: number) =>
  fc.record({ do: fc.constant('store' as const), events: fc.array(drawnEvent, { minLength: 1, maxLength }) })
const drawnStep = fc.oneof(
  { weight: 3, arbitrary: storing(12) },
  // Where few come, most days stay as they were.
  { weight: 6, arbitrary: storing(2) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('prune', 'rebuild', 'synonyms', 'zone', 'zone', 'hour', 'day') }),
  },
)

let count = 0
const nextId = () => `00000000-0000-7000-8000-${String(++count).padStart(12, '0')}`

function toEvent(drawn: Drawn, { appId, now }: { appId: number; now: number }): Event {
  const { kind, hoursAgo, user, session, track, outcome, style, language, seconds, isAi, seq, parent } = drawn
  const common = { id: nextId(), at: now - hoursAgo * HOUR, userId: `user_${user}`, ...(seq !== undefined && { seq }) }
  const sessionId = `00000000-0000-7000-9000-${String(appId * 10 + session).padStart(12, '0')}`
  const generationId = `track-${track}`
  const made = { style, prompt: `${style} ${track}`, tempoBpm: 60 + 40 * user, instruments: ['piano', style] }
  switch (kind) {
    case 'generation': {
      const failed = outcome === 'failed' ? { errorMessage: `no model ${style}` } : {}
      const parentId = parent === undefined ? {} : { parentId: `track-${parent}` }
      const fields = {
        ...made,
        ...parentId,
        sessionId,
        generationId,
        outcome,
        generationSeconds: seconds,
        aiEnhanced: isAi,
      }
      return generation({ ...common, ...fields, ...failed })
    }
    case 'start':
      return generationStart({ ...common, ...made, generationId })
    case 'session':
      return sessionStart({ ...common, sessionId, context: { language } })
    case 'keep':
      return interaction({ ...common, sessionId, action: 'save', generationId })
    case 'error':
      return interaction({ ...common, sessionId, action: 'error', value: `broken ${style}` })
    default:
      return interaction({ ...common, sessionId, action: 'play', value: style })
  }
}

type Input<Name extends InsightName> = Omit<InsightInputs[Name], 'range'>
const question = <Name extends InsightName>(name: Name, input: Input<Name>) => ({ name, input })
const lofi: Filter = { dimension: 'style', op: 'isNot', values: ['lofi'] }
const spanish: Filter = { dimension: 'language', op: 'is', values: ['es'] }
const funnelSteps = [{ state: 'succeeded' as const }, { action: 'play' }, { action: 'save' }]
const QUESTIONS = [
  question('patience', {}),
  question('patience', { filters: [lofi, spanish] }),
  question('matrix', { dimensions: ['style', 'tempoBand'] }),
  question('ai', {}),
  question('ai', { filters: [lofi], names: 'raw' }),
  question('ai', { filters: [spanish] }),
  question('funnel', { steps: funnelSteps, per: 'user' }),
  question('funnel', { steps: funnelSteps, per: 'session', withinMinutes: 600 }),
  question('funnel', { steps: funnelSteps, per: 'user', filters: [spanish] }),
  question('users', { sort: 'keepRate', limit: 3 }),
  question('users', { sort: 'events', limit: 2 }),
  question('users', { sort: 'userId', order: 'ascending', limit: 2 }),
  question('users', { search: '_1', filters: [spanish] }),
  question('user', { userId: 'user_1' }),
  question('errors', {}),
  question('errors', { filters: [spanish], limit: 2 }),
  question('retention', { interval: 'day' }),
  question('retention', { interval: 'day', filters: [lofi] }),
  question('quality', {}),
  question('lifecycle', {}),
  question('lifecycle', { by: 'style', filters: [spanish] }),
  question('prompts', { limit: 3, offset: 1 }),
  question('prompts', { limit: 3, filters: [lofi, spanish] }),
  question('promptTerms', {}),
  question('promptTerms', { filters: [spanish] }),
  question('promptFamilies', {}),
  question('promptFamilies', { filters: [spanish] }),
  question('promptLengths', {}),
  question('breakdown', { dimension: 'prompt', limit: 2 }),
  question('breakdown', { dimension: 'style', details: true }),
  question('latency', { by: 'style' }),
  question('breakdown', { dimension: 'language' }),
  question('breakdown', { dimension: 'instrument', filters: [spanish] }),
  question('timeseries', { metric: 'keepRate', interval: 'hour', filters: [lofi, spanish] }),
]

it('what is remembered of days never changes an answer, whatever is stored, pruned or rebuilt in between', async () => {
  let now = Date.parse('2026-03-01T12:20:00Z')
  let appId = 100
  const url = await newDatabase()
  const store = await openTestStore({ url, now: () => now })
  const client = connect(url)
  const database = drizzle(client)
  const dayParts = new DayParts()
  /** One that forgets nearly all. */
  const small = new DayParts(20_000)
  let answers = 0
  let turn = 0

  const newSteps = () => new Steps({ limitMs: HOUR, isCancelled: () => false })
  const ask = (asked: Parameters<typeof askInsight>[1]) =>
    askInsight(database, asked, newSteps()).catch((error: unknown) => {
      // A user may not have come yet.
      if (asked.name === 'user' && error instanceof AnalyticsError && error.code === 'NOT_FOUND') return error.code
      throw error
    })
  const summary = summaryWith()
  const compare = async () => {
    const ranges = [{ days: 7 }, { days: 7 }, { from: iso(now - 100 * HOUR), to: iso(now - 20 * HOUR) }]
    // A third of them after each step: those that were asked three steps before.
    turn += 1
    for (const { name, input } of QUESTIONS.filter((_, index) => (index + turn) % 3 === 0)) {
      const range = ranges[answers % ranges.length]
      const memory = answers % 4 === 0 ? small : dayParts
      const asked = {
        appId,
        now,
        sessionTimeoutMs: HOUR,
        name,
        input: { ...input, range } as InsightInputs[typeof name],
      }
      expect(await ask({ ...asked, dayParts: memory }), name).toEqual(await ask(asked))
      answers += 1
    }
    const filters = turn % 2 ? [lofi] : [spanish]
    const range = ranges[turn % ranges.length] ?? { days: 7 }
    const asked = { appId, now, sessionTimeoutMs: HOUR, input: { range, filters, compare: true } }
    expect(await summary(database, { ...asked, dayParts }, newSteps()), 'summary').toEqual(
      await summary(database, asked, newSteps()),
    )
  }

  const run = fc.asyncProperty(
    fc.array(drawnStep, { minLength: 6, maxLength: 14 }),
    fc.constantFrom(...ZONES),
    async (steps, zone) => {
      appId += 1
      now += 20 * DAY
      await client.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
        args: [appId, `app-${appId}`, zone],
      })
      for (const [index, step] of steps.entries()) {
        switch (step.do) {
          case 'store':
            await store.ingest(
              step.events.map((drawn) => toEvent(drawn, { appId, now })),
              { appId, receivedAt: now, userAgent: 'curl/8' },
            )
            break
          case 'prune':
            await store.prune({ retentionDays: 8 })
            break
          case 'rebuild':
            await store.rebuild()
            break
          case 'synonyms':
            await store.setNameSynonyms(appId, index % 2 ? [] : [{ dimension: 'style', name: 'lofi', means: 'techno' }])
            break
          case 'zone':
            await client.execute({
              sql: 'UPDATE app SET time_zone = ? WHERE id = ?',
              args: [OTHER_ZONES[index % 2] ?? 'UTC', appId],
            })
            break
          case 'hour':
            now += HOUR
            break
          case 'day':
            now += DAY
            break
        }
        await compare()
      }
    },
  )
  await fc.assert(run, { numRuns: 5 })
  expect(answers).toBeGreaterThan(100)
})

it('a keep of today counts for a day that is remembered, and where nothing else changed', async () => {
  const now = Date.parse('2026-03-20T12:00:00Z')
  const url = await newDatabase()
  const store = await openTestStore({ url, now: () => now })
  const made = generation({ at: now - 5 * DAY, generationId: 'track', style: 'lofi', outcome: 'succeeded' })
  await store.ingest([made], { appId: 1, receivedAt: now })
  const ask = () =>
    store.insight({ name: 'matrix', appId: 1, input: { range: { days: 7 }, dimensions: ['style', 'style'] } })
  expect((await ask()).cells).toMatchObject([{ generations: 1, kept: 0 }])
  await store.ingest([interaction({ at: now, action: 'save', generationId: 'track' })], { appId: 1, receivedAt: now })
  expect((await ask()).cells).toMatchObject([{ generations: 1, kept: 1 }])
})
