import { randomUUID } from 'node:crypto'
import { type Event, type InsightInputs, type InsightName, QUESTION_SCHEMAS, type Range } from '@son1k/contract'
import type { Store } from '@son1k/store'
import { expect, it } from 'vitest'
import { openTestStore } from './support/database.js'
import {
  DAY,
  delivery,
  generation,
  generationStart,
  HOUR,
  interaction,
  iso,
  MINUTE,
  NOW,
  sessionStart,
} from './support/events.js'

const MIDNIGHT = Date.parse('2026-11-24T00:00:00Z')
const RAW_FROM = MIDNIGHT - 8 * DAY

/** What each question needs beside its range. Two filters, where only raw events can tell. */
const filters = [
  { dimension: 'style', op: 'isNot', values: ['polka'] },
  { dimension: 'mood', op: 'isNot', values: ['dark'] },
] satisfies InsightInputs['breakdown']['filters']
const INPUTS: { [Name in InsightName]: Omit<InsightInputs[Name], 'range'> } = {
  timeseries: { metric: 'generations', interval: 'day', filters },
  breakdown: { dimension: 'style', filters },
  hours: { metric: 'generations', filters },
  latency: { by: 'style', filters },
  patience: {},
  retention: { interval: 'day' },
  funnel: { per: 'user', steps: [{ state: 'succeeded' }, { action: 'save' }], filters },
  ai: {},
  matrix: { dimensions: ['style', 'mood'] },
  errors: { limit: 50, interval: 'day' },
  lifecycle: { by: 'style' },
  users: { limit: 1_000 },
  user: { userId: 'user 1' },
  userTimeline: { userId: 'user 1', limit: 1_000 },
  prompts: { filters },
  promptFamilies: { filters },
  promptTerms: { filters },
  promptLengths: {},
  quality: {},
}
const NAMES = Object.keys(INPUTS) as InsightName[]

/** Twelve days, of each hour a session with tracks that are kept, given up or fail. */
function hourly(index: number): Event[] {
  const at = NOW - (index + 1) * HOUR + MINUTE
  const common = { at, userId: `user ${index % 3}`, sessionId: randomUUID() }
  const generationId = `track ${index}`
  const made = {
    ...common,
    style: `style ${index % 2}`,
    mood: 'calm',
    prompt: `a song ${index % 4}`,
    generationSeconds: 4,
  }
  return [
    sessionStart({ ...common, seq: 0 }),
    generationStart({ ...common, generationId }),
    generation({ ...made, generationId, aiEnhanced: index % 5 === 0, seq: 3 }),
    generation({ ...made, outcome: 'cancelled', generationSeconds: 9 }),
    generation({ ...made, outcome: 'failed', errorMessage: `job ${index} failed` }),
    interaction({ ...common, at: at + 1, action: 'save', generationId }),
    interaction({ ...common, action: 'error', value: index % 24 === 7 ? 'rare' : 'broken' }),
  ]
}

async function twelveDays(): Promise<Store> {
  let now = NOW - 12 * DAY
  const store = await openTestStore({ now: () => now })
  // What is imported stays for eight days from then.
  await store.importEvents(Array.from({ length: 12 * 24 }, (_, index) => hourly(index)).flat(), 1)
  now = NOW
  // The newest to come tells how late it is.
  await store.ingest([sessionStart({ at: NOW, userId: 'new' })], delivery())
  return store
}

type Answer = Record<string, unknown>
const ask = async <Name extends InsightName>(store: Store, name: Name, given: { range: Range; compare?: boolean }) =>
  asAnswer(await store.insight({ name, appId: 1, input: inputOf<Name>({ ...INPUTS[name], ...given }) }))
/** Holds at run time: what `INPUTS` has, and a range, are the input. */
const inputOf = <Name extends InsightName>(input: object) => input as InsightInputs[Name]
const asAnswer = (answer: object) => answer as Answer

/** Without what has a place for each point or day that was asked for, whatever is covered. */
function comparable({ points: _, days, groups, total, isCut: __, compared, ...rest }: Answer): Answer {
  const isByDay = typeof total === 'object' && total !== null && 'measured' in total
  return {
    ...rest,
    compared: { ...Object(compared), isCut: undefined },
    ...(isByDay ? { measured: total.measured } : { total, days }),
    groups: Array.isArray(groups) ? groups.map(({ trend: _, previousCount: __, ...group }) => group) : groups,
  }
}

const NEEDS_RAW_EVENTS = NAMES.filter((name) => !/^(timeseries|retention|promptLengths)/.test(name))

it('what needs raw events says from when on it had them, and answers that part as if it had been asked for', async () => {
  const store = await twelveDays()
  await store.prune({ retentionDays: 8 })
  for (const name of NEEDS_RAW_EVENTS) {
    const cut = await ask(store, name, { range: { from: iso(NOW - 20 * DAY), to: iso(NOW) } })
    const whole = await ask(store, name, { range: { from: iso(RAW_FROM), to: iso(NOW) } })
    expect([name, cut.from, cut.to, cut.isCut]).toEqual([name, iso(RAW_FROM), iso(NOW), true])
    expect([name, whole.isCut]).toEqual([name, false])
    expect([name, comparable(cut)]).toEqual([name, comparable(whole)])
    const gone = await ask(store, name, { range: { from: iso(NOW - 20 * DAY), to: iso(NOW - 10 * DAY) } })
    expect([name, gone.isCut, gone.from]).toEqual([name, true, gone.to])
  }
})

it('the period before is what is answered when it is asked for, as far back as there are raw events', async () => {
  const store = await twelveDays()
  const range = { from: iso(NOW - 6 * DAY), to: iso(NOW) }
  const compared = NAMES.filter(
    (name) => QUESTION_SCHEMAS[name].safeParse({ ...INPUTS[name], range, compare: true }).success,
  )
  expect(compared).toHaveLength(12)
  const check = async (names: InsightName[], covered: { from: string; to?: string; isCut: boolean }) => {
    for (const name of names) {
      const { previous, ...current } = await ask(store, name, { range, compare: true })
      expect([name, comparable(current)]).toEqual([name, comparable(await ask(store, name, { range }))])
      const before = asAnswer(Object(previous))
      expect([name, before]).toMatchObject([name, covered])
      const asked = await ask(store, name, { range: { from: covered.from, to: String(before.to) } })
      // Of errors, only how many there were is told of the time before.
      const expected =
        name === 'errors' ? Object.fromEntries(Object.keys(before).map((key) => [key, asked[key]])) : asked
      expect([name, comparable(before)]).toEqual([name, comparable(expected)])
    }
  }
  await check(compared, { from: iso(NOW - 12 * DAY), to: range.from, isCut: false })
  const { groups, previous } = await store.insight({ name: 'errors', appId: 1, input: { range, compare: true } })
  expect(groups.map(({ samples, count, previousCount }) => [samples[0], count, previousCount])).toEqual([
    [expect.stringMatching(/^job/), 144, 144],
    ['broken', 138, 138],
    ['rare', 6, 6],
  ])
  expect(previous).toMatchObject({ found: 3, count: 288, users: 3 })
  await store.prune({ retentionDays: 8 })
  await check(
    compared.filter((name) => NEEDS_RAW_EVENTS.includes(name)),
    { from: iso(RAW_FROM), isCut: true },
  )
})
