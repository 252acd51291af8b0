import type { Funnel, FunnelInput, FunnelStep, FunnelStepAnswer } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { furthestPath, type Happened } from './funnel-path.js'
import type { AskedOf } from './insight.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'
import { walkRange } from './walk-range.js'

const MINUTE_MS = 60_000
const DEFAULT_MINUTES = 1_440

/** How many users, or sessions, take some steps one after another, and how long they need from one to the next. */
export async function funnel(database: Database, asked: AskedOf<FunnelInput>, steps: Steps): Promise<Funnel> {
  const { appId, input } = asked
  const kinds = [...new Map(input.steps.map((step) => [nameOf(step), step])).values()]
  const kindOfStep = input.steps.map((step) => kinds.findIndex((kind) => nameOf(kind) === nameOf(step)))
  const readPart = async (part: Span, happened: Map<number, Happened>) => {
    const rows = await database.all<{ who: number; kind: number; at: number }>(
      happenings(kinds, { appId, part, input }),
    )
    for (const { who, kind, at } of rows) {
      const own = happened.get(who) ?? kinds.map(() => [])
      happened.set(who, own)
      own[kind]?.push(at)
    }
  }
  const start = () => new Map<number, Happened>()
  const { found, covered } = await walkRange({ database, asked, steps }, { start, read: readPart })
  const withinMs = (input.withinMinutes ?? DEFAULT_MINUTES) * MINUTE_MS
  const paths = [...found.values()].map((own) => {
    const inOrder = own.map((times) => times.toSorted((a, b) => a - b))
    return furthestPath(inOrder, kindOfStep, withinMs)
  })
  return {
    ...covered,
    steps: input.steps.map((_, place) => stepAnswer(paths, place)),
  }
}

function stepAnswer(paths: number[][], place: number): FunnelStepAnswer {
  const reachedAt = (index: number) => paths.filter((path) => path.length > index)
  const [entered, before, reached] = [reachedAt(0).length, reachedAt(place - 1).length, reachedAt(place)]
  const times = reached.map((path) => (path[place] ?? 0) - (path[place - 1] ?? 0)).toSorted((a, b) => a - b)
  const median = times[Math.ceil(times.length / 2) - 1]
  return {
    reached: reached.length,
    share: entered === 0 ? null : reached.length / entered,
    conversion: place === 0 ? null : proportion(reached.length, before),
    medianSeconds: place === 0 || median === undefined ? null : median / 1_000,
  }
}

const nameOf = (step: FunnelStep) => JSON.stringify(step)

type Part = { appId: number; part: Span; input: FunnelInput }

/** The rows `who`, `kind`, `at` of what happened in a part; `kind` is an index of the kinds. */
function happenings(kinds: FunnelStep[], { appId, part, input }: Part): SQL {
  const who = sql.raw(input.per === 'user' ? 'event.user_id' : 'event.session_id')
  const ofKind = kinds.map((kind, index) => {
    const { type, more } = conditionOf(kind)
    return sql`
      SELECT ${who} AS who, ${index} AS kind, event.at FROM event
      WHERE event.app_id = ${appId} AND event.type = ${type} AND event.at >= ${part.from} AND event.at < ${part.to}
      AND ${more} AND ${who} IS NOT NULL`
  })
  return sql.join(ofKind, sql` UNION ALL `)
}

function conditionOf(step: FunnelStep): { type: number; more: SQL } {
  const ended = (...outcomes: number[]) => ({
    type: TYPE_CODES.generation,
    more: sql.raw(`event.outcome IN (${outcomes.join(', ')})`),
  })
  if ('action' in step) {
    const more = sql`event.action_id = (SELECT id FROM label WHERE value = ${step.action})`
    return { type: TYPE_CODES.interaction, more }
  }
  switch (step.state) {
    case 'session':
      return { type: TYPE_CODES['session.start'], more: sql`true` }
    case 'requested':
      return { type: TYPE_CODES['generation.start'], more: sql`true` }
    case 'succeeded':
      return ended(OUTCOME_CODES.succeeded)
    case 'failed':
      return ended(OUTCOME_CODES.failed)
    case 'gaveUp':
      return ended(OUTCOME_CODES.cancelled, OUTCOME_CODES.abandoned)
  }
}
