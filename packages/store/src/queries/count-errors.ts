import type { ErrorKind, ErrorsInput, Filter } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { holdsAll } from './filter-sql.js'
import type { Database } from './question.js'
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
  /** At each point of the trend. */
  trend: number[]
  /** How often each message was there. */
  messages: Map<number | null, number>
}

/** The groups by their names; see `nameOf`. */
export type CountedGroups = Map<string, CountedGroup>

type Counting = { appId: number; input: ErrorsInput; pointCount: number; pointOfHour: (hourId: number) => number }
type Row = {
  type: number
  groupId: number
  messageId: number | null
  userId: number
  hourId: number
  count: number
  firstAt: number
  lastAt: number
}

/** Errors of generations and of the page may have the same fingerprint, and are told apart. */
export const nameOf = (kind: ErrorKind, groupId: number): string => `${kind} ${groupId}`

const KIND_TYPES: Record<ErrorKind, number> = {
  generation: TYPE_CODES.generation,
  page: TYPE_CODES.interaction,
}

/** Counts the errors of a part of the range, by the index that has nothing else. */
export async function countErrors(
  database: Database,
  { counting, part }: { counting: Counting; part: Span },
  groups: CountedGroups,
): Promise<void> {
  const { appId, input, pointCount, pointOfHour } = counting
  const isCounted = sql`
    event.app_id = ${appId} AND event.error_group_id IS NOT NULL AND event.at >= ${part.from} AND event.at < ${part.to}
    AND ${isAsked(input.kind, input.filters)}`
  const rows = await database.all<Row>(sql`
    SELECT event.type, event.error_group_id AS groupId, event.user_id AS userId, event.hour_id AS hourId,
           CASE event.type WHEN ${TYPE_CODES.generation} THEN event.error_id ELSE event.value_id END AS messageId,
           count(*) AS count, min(event.at) AS firstAt, max(event.at) AS lastAt
    FROM event INDEXED BY event_error WHERE ${isCounted} GROUP BY 1, 2, 3, 4, 5`)
  for (const row of rows) {
    const kind = row.type === TYPE_CODES.generation ? 'generation' : 'page'
    const group = groupAt(groups, { kind, groupId: row.groupId, pointCount })
    group.count += row.count
    group.users.add(row.userId)
    group.firstAt = Math.min(group.firstAt, row.firstAt)
    group.lastAt = Math.max(group.lastAt, row.lastAt)
    const point = pointOfHour(row.hourId)
    group.trend[point] = (group.trend[point] ?? 0) + row.count
    group.messages.set(row.messageId, (group.messages.get(row.messageId) ?? 0) + row.count)
  }
  const sessions = await database.all<{ groupId: number; sessionId: number }>(sql`
    SELECT DISTINCT event.error_group_id AS groupId, event.session_id AS sessionId FROM event INDEXED BY event_error
    WHERE ${isCounted} AND event.type = ${KIND_TYPES.page} AND event.session_id IS NOT NULL`)
  for (const { groupId, sessionId } of sessions) {
    groupAt(groups, { kind: 'page', groupId, pointCount }).sessions.add(sessionId)
  }
}

const isAsked = (kind: ErrorKind | undefined, filters: Filter[] = []): SQL =>
  kind === undefined ? holdsAll(filters) : sql`event.type = ${KIND_TYPES[kind]} AND ${holdsAll(filters)}`

function groupAt(
  groups: CountedGroups,
  { kind, groupId, pointCount }: { kind: ErrorKind; groupId: number; pointCount: number },
): CountedGroup {
  const name = nameOf(kind, groupId)
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
    trend: new Array<number>(pointCount).fill(0),
    messages: new Map(),
  }
  groups.set(name, made)
  return made
}
