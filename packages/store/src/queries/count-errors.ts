import type { ErrorKind, ErrorsInput, Filter } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { holdsAll } from './filter-sql.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import type { Span } from './walk.js'

/** What is known of a group: numbers stand for texts and people, times are milliseconds UTC. */
export type CountedGroup = {
  kind: ErrorKind
  groupId: number
  count: number
  users: Set<number>
  /** Those that had an error of the page. */
  sessions: Set<number>
  firstAt: number
  lastAt: number
  /** In each hour, by the number of its bucket. */
  hours: Map<number, number>
  /** How often each message was there. */
  messages: Map<number | null, number>
}

/** The groups by their names: errors of generations and of the page may have the same fingerprint, and are told apart. */
type CountedGroups = Map<string, CountedGroup>

type Row = [
  type: number,
  groupId: number,
  messageId: number | null,
  userId: number,
  sessionId: number | null,
  hourId: number,
  at: number,
]

const KIND_TYPES: Record<ErrorKind, number> = {
  generation: TYPE_CODES.generation,
  page: TYPE_CODES.interaction,
}

/** Counts the errors, by the index that has nothing else. */
export const errorCounts = (
  database: Database,
  { appId, input }: { appId: number; input: ErrorsInput },
): OfDays<CountedGroups> => ({
  name: `errors ${JSON.stringify([input.kind ?? null, input.filters ?? []])}`,
  read: (part) => countErrors(database, { appId, input, part }),
  merge(parts) {
    const groups: CountedGroups = new Map()
    for (const part of parts) for (const group of part.values()) addGroup(groupAt(groups, group), group)
    return groups
  },
  sizeOf: (groups) => [...groups.values()].reduce((sum, group) => sum + bytesOf(group), 0),
})

const BYTES_OF_ENTRY = 40
const bytesOf = ({ users, sessions, hours, messages }: CountedGroup) =>
  (10 + users.size + sessions.size + hours.size + messages.size) * BYTES_OF_ENTRY

async function countErrors(
  database: Database,
  { appId, input, part }: { appId: number; input: ErrorsInput; part: Span },
): Promise<CountedGroups> {
  const groups: CountedGroups = new Map()
  const isCounted = sql`
    event.app_id = ${appId} AND event.error_group_id IS NOT NULL AND event.at >= ${part.from} AND event.at < ${part.to}
    AND ${isAsked(input.kind, input.filters)}`
  const [found] = await database.all<{ rows: string }>(sql`
    SELECT json_group_array(json_array(event.type, event.error_group_id,
      CASE event.type WHEN ${TYPE_CODES.generation} THEN event.error_id ELSE event.value_id END,
      event.user_id, event.session_id, event.hour_id, event.at)) AS rows
    FROM event INDEXED BY event_error WHERE ${isCounted}`)
  for (const [type, groupId, messageId, userId, sessionId, hourId, at] of rowsIn(found?.rows)) {
    const kind = type === TYPE_CODES.generation ? 'generation' : 'page'
    addGroup(groupAt(groups, { kind, groupId }), {
      count: 1,
      firstAt: at,
      lastAt: at,
      users: [userId],
      sessions: kind === 'generation' || sessionId === null ? [] : [sessionId],
      hours: [[hourId, 1]],
      messages: [[messageId, 1]],
    })
  }
  return groups
}

/** Holds at run time: what `json_group_array` answers of lists with these columns. */
const rowsIn = (json: string | undefined) => JSON.parse(json ?? '[]') as Row[]

const isAsked = (kind: ErrorKind | undefined, filters: Filter[] = []): SQL =>
  kind === undefined ? holdsAll(filters) : sql`event.type = ${KIND_TYPES[kind]} AND ${holdsAll(filters)}`

type Added = Pick<CountedGroup, 'count' | 'firstAt' | 'lastAt'> & {
  users: Iterable<number>
  sessions: Iterable<number>
  hours: Iterable<[number, number]>
  messages: Iterable<[number | null, number]>
}

function addGroup(sum: CountedGroup, more: Added): void {
  sum.count += more.count
  sum.firstAt = Math.min(sum.firstAt, more.firstAt)
  sum.lastAt = Math.max(sum.lastAt, more.lastAt)
  for (const user of more.users) sum.users.add(user)
  for (const session of more.sessions) sum.sessions.add(session)
  for (const [hour, count] of more.hours) sum.hours.set(hour, (sum.hours.get(hour) ?? 0) + count)
  for (const [message, count] of more.messages) sum.messages.set(message, (sum.messages.get(message) ?? 0) + count)
}

function groupAt(groups: CountedGroups, { kind, groupId }: Pick<CountedGroup, 'kind' | 'groupId'>): CountedGroup {
  const name = `${kind} ${groupId}`
  const known = groups.get(name)
  if (known) return known
  const made: CountedGroup = {
    kind,
    groupId,
    count: 0,
    users: new Set(),
    sessions: new Set(),
    firstAt: Infinity,
    lastAt: -Infinity,
    hours: new Map(),
    messages: new Map(),
  }
  groups.set(name, made)
  return made
}
