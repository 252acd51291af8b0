import type { RecordedEvent, User, UserNumbers, UserRow, Users, UserTimeline } from '@son1k/contract'
import { weekHourCells, weekHoursOf } from './periods.js'
import { type Cell, type Cells, outcomeCells, table } from './table.js'

const numbers = <Row extends UserNumbers>(): Cells<Row> => ({
  events: ({ events }) => events,
  sessions: ({ sessions }) => sessions,
  ...outcomeCells<Row>(),
})
const seen = <Row extends Pick<User, 'userId' | 'firstSeenAt' | 'lastSeenAt'>>(): Cells<Row> => ({
  user_id: ({ userId }) => userId,
  first_seen_at: ({ firstSeenAt }) => firstSeenAt,
  last_seen_at: ({ lastSeenAt }) => lastSeenAt,
})

export const usersTables = [
  table('users', ({ rows }: Users) => rows, {
    ...seen<UserRow>(),
    ...numbers<UserRow>(),
    favourite_style: ({ favouriteStyle }) => favouriteStyle,
  }),
]

export const userTables = [
  table('numbers', (user: User) => [user], {
    ...seen<User>(),
    ...numbers<User>(),
    page_views: ({ pageViews }) => pageViews,
    cancelled: ({ cancelled }) => cancelled,
    abandoned: ({ abandoned }) => abandoned,
    ai_enhanced: ({ aiEnhanced }) => aiEnhanced,
    audio_seconds: ({ audioSeconds }) => audioSeconds,
    mean_generation_seconds: ({ meanGenerationSeconds }) => meanGenerationSeconds,
    mean_session_seconds: ({ meanSessionSeconds }) => meanSessionSeconds,
  }),
  table('styles', ({ styles }: User) => styles, {
    style: ({ value }) => value,
    generations: ({ generations }) => generations,
    succeeded: ({ succeeded }) => succeeded,
    kept: ({ kept }) => kept,
  }),
  table('hours', ({ hours }: User) => weekHoursOf(hours), weekHourCells),
  table('sessions', ({ recentSessions }: User) => recentSessions, {
    started_at: ({ startedAt }) => startedAt,
    duration_seconds: ({ durationSeconds }) => durationSeconds,
    page_views: ({ pageViews }) => pageViews,
  }),
]

type FieldName = RecordedEvent extends infer Each ? (Each extends unknown ? keyof Each : never) : never

/** What is told of an event, of whatever type; lists and objects are JSON. The user is the one who was asked about. */
const EVENT_FIELDS = {
  occurred_at: 'occurredAt',
  received_at: 'receivedAt',
  type: 'type',
  event_id: 'id',
  session_id: 'sessionId',
  seq: 'seq',
  page: 'page',
  generation_id: 'generationId',
  outcome: 'outcome',
  prompt: 'prompt',
  style: 'style',
  scale: 'scale',
  mood: 'mood',
  duration_seconds: 'durationSeconds',
  tempo_bpm: 'tempoBpm',
  instruments: 'instruments',
  ai_enhanced: 'aiEnhanced',
  generation_seconds: 'generationSeconds',
  error_message: 'errorMessage',
  parent_id: 'parentId',
  params: 'params',
  action: 'action',
  element: 'element',
  value: 'value',
  metadata: 'metadata',
  context: 'context',
  browser: 'browser',
  os: 'os',
  device: 'device',
  is_bot: 'isBot',
} as const satisfies Record<string, Exclude<FieldName, 'userId'>>

/** The fields of an event by name: none has all of them. */
const fieldsOf = (event: RecordedEvent): Record<string, unknown> => ({ ...event })

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)
}

export const userTimelineTables = [
  table(
    'events',
    ({ events }: UserTimeline) => events.map(fieldsOf),
    Object.fromEntries(
      Object.entries(EVENT_FIELDS).map(([heading, field]) => [
        heading,
        (event: Record<string, unknown>) => cellOf(event[field]),
      ]),
    ),
  ),
]
