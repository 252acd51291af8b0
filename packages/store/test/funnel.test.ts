import type { Event, Filter, FunnelStep } from '@son1k/contract'
import { FUNNEL_STATES } from '@son1k/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import {
  DAY,
  generation,
  generationStart,
  HOUR,
  interaction,
  iso,
  MINUTE,
  NOW,
  sessionStart,
} from './support/events.js'
import { groupBy } from './support/group-by.js'
import { outcomeOf, percentile } from './support/insight-reference.js'

const uuid = (session: number) => `00000000-0000-7000-9000-00000000000${session}`
const drawn = fc.array(
  fc.record({
    what: fc.constantFrom(...FUNNEL_STATES, 'cancelled', 'save', 'save', "' OR 1=1 --"),
    user: fc.integer({ min: 1, max: 2 }),
    session: fc.integer({ min: 0, max: 2 }),
    // So few instants that some things happen at the same one.
    minutesAgo: fc.integer({ min: 0, max: 12 }),
    isOld: fc.boolean(),
    style: fc.constantFrom('lofi', 'LOFI', 'drill'),
  }),
  { maxLength: 24 },
)
type Drawn = typeof drawn extends fc.Arbitrary<(infer Each)[]> ? Each : never

function toEvent({ what, user, session, minutesAgo, isOld, style }: Drawn): Event {
  const at = NOW - minutesAgo * MINUTE - (isOld ? 2 * DAY : HOUR)
  const common = { at, userId: `user_${user}`, ...(session > 0 && { sessionId: uuid(session) }) }
  switch (what) {
    case 'session':
      return sessionStart({ ...common, sessionId: uuid(session) })
    case 'requested':
      return generationStart({ ...common, style })
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return generation({ ...common, style, outcome: what })
    case 'gaveUp':
      return generation({ ...common, style, outcome: 'abandoned' })
    default:
      return interaction({ ...common, action: what })
  }
}

function isStep(step: FunnelStep, event: Event): boolean {
  if ('action' in step) return event.type === 'interaction' && event.action === step.action
  switch (step.state) {
    case 'session':
      return event.type === 'session.start'
    case 'requested':
      return event.type === 'generation.start'
    case 'gaveUp':
      return event.type === 'generation' && ['cancelled', 'abandoned'].includes(outcomeOf(event))
    default:
      return event.type === 'generation' && outcomeOf(event) === step.state
  }
}

/** Of all ways through the steps, one of those that go furthest: the first in the order of their times. */
function referencePath(events: Event[], steps: FunnelStep[], withinMs: number): number[] {
  const at = (event: Event) => Date.parse(event.occurredAt)
  const longer = (taken: Event[]): number[][] => {
    const step = steps[taken.length]
    const next = events.filter(
      (event) =>
        step !== undefined &&
        isStep(step, event) &&
        !taken.includes(event) &&
        taken.every((before) => at(before) <= at(event) && at(event) - at(before) <= withinMs),
    )
    return [taken.map(at), ...next.flatMap((event) => longer([...taken, event]))]
  }
  const order = (a: number[], b: number[]) => {
    const place = a.findIndex((time, index) => time !== b[index])
    return b.length - a.length || (place < 0 ? 0 : (a[place] ?? 0) - (b[place] ?? 0))
  }
  return longer([]).sort(order)[0] ?? []
}

const step: fc.Arbitrary<FunnelStep> = fc.oneof(
  fc.record({ state: fc.constantFrom(...FUNNEL_STATES) }),
  fc.record({ action: fc.constantFrom('save', "' OR 1=1 --") }),
)

it('a funnel takes of each user or session, of those that the filters leave, the way that goes furthest, and the first of these', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const database = connect(url)
  let appId = 100
  const isLofi: Filter = { dimension: 'style', op: 'is', values: ['Lofi'] }
  const question = fc.record({
    steps: fc.array(step, { minLength: 2, maxLength: 4 }),
    per: fc.constantFrom('user' as const, 'session' as const),
    withinMinutes: fc.constantFrom(1, 5, 1_440),
    filters: fc.constantFrom<Filter[]>([], [isLofi]),
  })
  await fc.assert(
    fc.asyncProperty(drawn, question, async (made, asked) => {
      appId += 1
      await database.execute({
        sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', 'UTC', 0)",
        args: [appId, `app-${appId}`],
      })
      const events = made.map(toEvent)
      await store.importEvents([...events, ...events.slice(0, 3)], appId)
      const range = { from: iso(NOW - DAY), to: iso(NOW) }
      const { steps } = await store.insight({ name: 'funnel', appId, input: { range, ...asked } })
      const within = events.filter(({ occurredAt }) => Date.parse(occurredAt) >= NOW - DAY)
      const whose = (event: Event) => (asked.per === 'user' ? event.userId : event.sessionId)
      const owned = within.filter((event) => whose(event) !== undefined)
      const isLetThrough = (event: Event) =>
        !('style' in event) || asked.filters.length === 0 || event.style?.toLowerCase() === 'lofi'
      const isAskedFor = (event: Event) => asked.filters.length === 0 || ('style' in event && isLetThrough(event))
      const paths = [...groupBy(owned, whose).values()]
        .filter((own) => own.some(isAskedFor))
        .map((own) => referencePath(own.filter(isLetThrough), asked.steps, asked.withinMinutes * MINUTE))
      const reached = (place: number) => paths.filter((path) => path.length > place)
      const expected = asked.steps.map((_, place) => {
        const [all, before] = [reached(place), reached(place - 1).length]
        const times = all.map((path) => ((path[place] ?? 0) - (path[place - 1] ?? 0)) / 1_000)
        return {
          reached: all.length,
          share: reached(0).length === 0 ? null : all.length / reached(0).length,
          conversion: place === 0 || before === 0 ? null : expect.objectContaining({ share: all.length / before }),
          medianSeconds: place === 0 ? null : percentile(times, 50),
        }
      })
      expect(steps).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})
