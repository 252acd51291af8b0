import { type Event, OUTCOMES } from '@son1k/contract'
import fc from 'fast-check'
import { DAY, generation, generationStart, interaction, MINUTE, sessionEnd, sessionStart } from './events.js'

/** Days on which clocks change: in New York (both ways), in Sao Paulo at midnight, in Lord Howe by half an hour. */
const CHANGES = ['2026-11-01T05:00:00Z', '2026-03-08T06:00:00Z', '2018-11-04T02:00:00Z', '2026-04-04T14:30:00Z']

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
/** Names that a query could trip over. */
export const NAMES = [
  'synthwave',
  'Synthwave',
  'électro',
  "' OR 1=1 --",
  '%',
  '_',
  '1',
  '[1]',
  '\u{1f3b9}',
  '\uffee',
] as const
export const INSTRUMENTS = ['piano', 'drums', '1'] as const

const drawnEvent = fc.record({
  kind: fc.constantFrom(
    'generation',
    'generation',
    'generation',
    'generation',
    'start',
    'session',
    'end',
    'click',
    'keep',
  ),
  offset: fc.oneof(
    fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    fc.integer({ min: -30, max: 30 }).map((minutes) => minutes * MINUTE),
  ),
  track: fc.integer({ min: 1, max: 3 }),
  user: fc.integer({ min: 1, max: 3 }),
  session: fc.integer({ min: 1, max: 4 }),
  outcome: optional(fc.constantFrom('succeeded' as const, ...OUTCOMES)),
  style: optional(fc.constantFrom(...NAMES)),
  mood: optional(fc.constantFrom('calm', 'dark', 'Oscuro')),
  scale: optional(fc.constantFrom('A minor', 'la menor', 'Am', 'C', 'D dorian')),
  prompt: optional(fc.constantFrom('épica', 'epica', '')),
  tempoBpm: optional(fc.constantFrom(0, 59.999, 60, 128, 250)),
  instruments: optional(fc.array(fc.constantFrom(...INSTRUMENTS), { maxLength: 3 })),
  aiEnhanced: optional(fc.boolean()),
  durationSeconds: optional(fc.constantFrom(0, 30, 120.5)),
  generationSeconds: optional(fc.oneof(fc.constantFrom(0, 0.001, 4), fc.integer({ min: 1, max: 300 }))),
  errorMessage: optional(fc.constantFrom('out of memory', 'no model')),
  page: optional(fc.constantFrom('/', '/studio')),
  language: fc.constantFrom('es-ES', 'en'),
})
type Drawn = typeof drawnEvent extends fc.Arbitrary<infer Each> ? Each : never

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }

function toEvent({ kind, offset, track, user, session, language, page, ...fields }: Drawn, middle: number): Event {
  const common = { at: middle + offset, userId: `user_${user}`, ...given({ page }) }
  const sessionId = `00000000-0000-7000-9000-00000000000${session}`
  switch (kind) {
    case 'generation':
      return generation({
        ...common,
        generationId: `track-${track}`,
        ...given(fields),
        ...(session === 4 ? {} : { sessionId }),
      })
    case 'start':
      return generationStart(common)
    case 'session':
      return sessionStart({ ...common, sessionId, context: { language } })
    case 'keep':
      return interaction({ ...common, action: 'like', generationId: `track-${track}` })
    case 'end':
      return sessionEnd({ ...common, sessionId })
    default:
      return interaction({ ...common, sessionId, action: 'page_view' })
  }
}

/** Events around a change of clocks at `middle`, and the same ones as they come: in any order, some of them twice. */
export const randomEvents = fc
  .record({ drawn: fc.array(drawnEvent, { minLength: 1, maxLength: 40 }), change: fc.constantFrom(...CHANGES) })
  .chain(({ drawn, change }) => {
    const middle = Date.parse(change)
    const events = drawn.map((each) => toEvent(each, middle))
    return fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events))
      .map(([all, repeated]) => ({ events, sent: [...all, ...repeated], middle }))
  })
