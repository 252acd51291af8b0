import type { FunnelInput, FunnelPeriod, FunnelStep, FunnelStepAnswer } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { holdsAll } from './filter-sql.js'
import { BYTES_OF_HAPPENING, furthestPaths, type Happenings, happeningsOf, joined } from './funnel-happenings.js'
import type { AskedOf } from './insight.js'
import { type NameFilter, readNames } from './names.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import { type OfDays, readRange } from './read-days.js'
import type { Steps } from './steps.js'
import { numbersIn } from './unique-users.js'
import type { Span } from './walk.js'

const MINUTE_MS = 60_000
const DEFAULT_MINUTES = 1_440

/** How many users, or sessions, take some steps one after another, and how long they need from one to the next. */
export async function funnel(database: Database, asked: AskedOf<FunnelInput>, steps: Steps): Promise<FunnelPeriod> {
  const { appId, input } = asked
  const kinds = [...new Map(input.steps.map((step) => [nameOf(step), step])).values()]
  const kindOfStep = input.steps.map((step) => kinds.findIndex((kind) => nameOf(kind) === nameOf(step)))
  const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
  const withinMs = (input.withinMinutes ?? DEFAULT_MINUTES) * MINUTE_MS
  const ofDays: OfDays<Happenings> = {
    // What is settled has the ways through the steps, too.
    name: `funnel ${JSON.stringify([input.per, input.steps, withinMs, filters])}`,
    read: async (part) => {
      const lists = await database.all<ListRow>(happenings(kinds, { appId, part, input, filters }))
      return happeningsOf(lists.map(({ kind, who, times }) => ({ kind, who: numbersIn(who), at: numbersIn(times) })))
    },
    merge: joined,
    sizeOf: ({ at }) => at.length * BYTES_OF_HAPPENING,
  }
  return readRange({ database, asked, steps, answerName: '' }, ofDays, ({ settled, recent }) => {
    const isFiltered = filters.length > 0
    const ways = { kinds: kinds.length + 1, steps: kindOfStep, withinMs }
    const paths = furthestPaths(settled, recent, { ...ways, needed: isFiltered ? kinds.length : undefined })
    return { steps: input.steps.map((_, place) => stepAnswer(paths, place)) }
  })
}

function stepAnswer(paths: number[][], place: number): FunnelStepAnswer {
  const reachedAt = (index: number) => paths.filter((path) => path.length > index)
  const [entered, before, reached] = [reachedAt(0).length, reachedAt(place - 1).length, reachedAt(place)]
  const times = Float64Array.from(reached, (path) => (path[place] ?? 0) - (path[place - 1] ?? 0)).sort()
  const median = times[Math.ceil(times.length / 2) - 1]
  return {
    reached: reached.length,
    share: entered === 0 ? null : reached.length / entered,
    conversion: place === 0 ? null : proportion(reached.length, before),
    medianSeconds: place === 0 || median === undefined ? null : median / 1_000,
  }
}

const nameOf = (step: FunnelStep) => JSON.stringify(step)

type Part = { appId: number; part: Span; input: FunnelInput; filters: NameFilter[] }

type ListRow = { kind: number; who: string; times: string }

/**
 * A row for each kind, an index of the kinds: by whom such things were done in a part, and when, in the same order. With
 * filters, one more: by whom a generation that they let through was asked for.
 */
function happenings(kinds: FunnelStep[], { appId, part, input, filters }: Part): SQL {
  const who = sql.raw(input.per === 'user' ? 'event.user_id' : 'event.session_id')
  const isAsked = holdsAll(filters)
  const ofKind = kinds.map((kind, index) => ({ index, ...conditionOf(kind, isAsked) }))
  const ofAsked = ASKED_FOR.map((type) => ({ index: kinds.length, type, more: isAsked }))
  const rows = [...ofKind, ...(filters.length === 0 ? [] : ofAsked)].map(
    ({ index, type, more }) => sql`
      SELECT ${index} AS kind, json_group_array(${who}) AS who, json_group_array(event.at) AS times FROM event
      WHERE event.app_id = ${appId} AND event.type = ${type} AND event.at >= ${part.from} AND event.at < ${part.to}
      AND ${more} AND ${who} IS NOT NULL`,
  )
  return sql.join(rows, sql` UNION ALL `)
}

/** The events that tell of a generation somebody asked for. */
const ASKED_FOR = [TYPE_CODES['generation.start'], TYPE_CODES.generation]

/** `isAsked`: SQL condition over `event`, of the generations that are asked about. */
function conditionOf(step: FunnelStep, isAsked: SQL): { type: number; more: SQL } {
  const ended = (...outcomes: number[]) => ({
    type: TYPE_CODES.generation,
    more: sql`${sql.raw(`event.outcome IN (${outcomes.join(', ')})`)} AND ${isAsked}`,
  })
  if ('action' in step) {
    const more = sql`event.action_id = (SELECT id FROM label WHERE value = ${step.action})`
    return { type: TYPE_CODES.interaction, more }
  }
  switch (step.state) {
    case 'session':
      return { type: TYPE_CODES['session.start'], more: sql`true` }
    case 'requested':
      return { type: TYPE_CODES['generation.start'], more: isAsked }
    case 'succeeded':
      return ended(OUTCOME_CODES.succeeded)
    case 'failed':
      return ended(OUTCOME_CODES.failed)
    case 'gaveUp':
      return ended(OUTCOME_CODES.cancelled, OUTCOME_CODES.abandoned)
  }
}
