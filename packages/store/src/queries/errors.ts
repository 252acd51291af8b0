import type { ErrorAssociation, ErrorGroup, Errors, ErrorsInput } from '@son1k/contract'
import { overRepresented } from '../statistics/over-represented.js'
import { DAY_MS, HOUR_MS } from '../time/local-days.js'
import { whileKept } from './answerable.js'
import { byBytes } from './by-bytes.js'
import { type CountedGroup, type CountedGroups, countErrors, nameOf } from './count-errors.js'
import { type ErrorValues, newErrorValues, readErrorValues, type ValueCounts } from './error-values.js'
import { type AskedOf, coveredBy } from './insight.js'
import { textsOf } from './key-texts.js'
import { rawSpan } from './measure-raw.js'
import { hourPoints } from './pieces.js'
import { pointsOf } from './points.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import { walkBack } from './walk.js'
import { windowOf } from './window.js'

const DEFAULT_GROUPS = 10
const SAMPLES = 3
const ASSOCIATIONS = 10
/** Up to which length of a range a trend is told by the hour. */
const HOURLY_MS = 3 * DAY_MS

/** Which errors there are, who has them, since when, and what they go with. */
export function errors(database: Database, asked: AskedOf<ErrorsInput>, steps: Steps): Promise<Errors> {
  const { appId, now, input } = asked
  const { limit = DEFAULT_GROUPS, filters = [] } = input
  return whileKept(database, appId, async ({ timeZone: zone, rawFrom }) => {
    const window = windowOf(input.range, { now, zone })
    const interval = input.interval ?? (window.to - window.from <= HOURLY_MS + HOUR_MS ? 'hour' : 'day')
    const points = pointsOf(interval, window, zone)
    const span = rawSpan(window, rawFrom)
    const pointOfHour = await hourPoints(database, { appId, span }, points)
    const found: CountedGroups = new Map()
    const counting = { appId, input, pointCount: points.count, pointOfHour }
    const { from } = await walkBack({ span, firstPart: DAY_MS, steps }, (part) =>
      countErrors(database, { counting, part }, found),
    )
    const texts = await textsOf(
      database,
      [...found.values()].map(({ groupId }) => groupId),
      'error',
    )
    const ranked = [...found.values()].toSorted(
      (a, b) =>
        b.count - a.count || byBytes(texts.get(a.groupId) ?? '', texts.get(b.groupId) ?? '') || byBytes(a.kind, b.kind),
    )
    const groups = ranked.slice(0, limit)
    const counted = { from, to: span.to }
    const values = newErrorValues()
    const reading = { appId, filters, groups, groupsOfSession: groupsOfSessions(groups) }
    const compared = await walkBack({ span: counted, firstPart: DAY_MS, steps }, (part) =>
      readErrorValues(database, { reading, part }, values),
    )
    const cover = (start: number) =>
      coveredBy({ covered: { from: Math.min(start, window.to), to: window.to, isCut: start > window.from } })
    return {
      ...cover(from),
      points: points.shown,
      groups: await Promise.all(
        groups.map((group) => groupAnswer(database, { group, values, text: texts.get(group.groupId) ?? '' })),
      ),
      found: ranked.length,
      count: ranked.reduce((sum, { count }) => sum + count, 0),
      users: new Set(ranked.flatMap(({ users }) => [...users])).size,
      compared: { ...cover(compared.from), succeeded: values.succeeded, sessionStarts: values.sessionStarts },
    }
  })
}

function groupsOfSessions(groups: CountedGroup[]): Map<number, string[]> {
  const names = new Map<number, string[]>()
  for (const { kind, groupId, sessions } of groups) {
    for (const session of sessions) names.set(session, [...(names.get(session) ?? []), nameOf(kind, groupId)])
  }
  return names
}

async function groupAnswer(
  database: Database,
  { group, values, text }: { group: CountedGroup; values: ErrorValues; text: string },
): Promise<ErrorGroup> {
  const { kind, groupId, count, users, firstAt, lastAt, trend } = group
  return {
    kind,
    fingerprint: text,
    count,
    users: users.size,
    firstSeen: new Date(firstAt).toISOString(),
    lastSeen: new Date(lastAt).toISOString(),
    trend,
    samples: await samplesOf(database, group),
    goesWith: await associationsOf(database, {
      own: values.ofGroups.get(nameOf(kind, groupId)) ?? new Map(),
      others: kind === 'generation' ? values.ofSucceeded : values.ofStarts,
      areIncluded: kind === 'page',
    }),
  }
}

/** Of equally frequent messages, those that were stored first. */
async function samplesOf(database: Database, { messages }: CountedGroup): Promise<string[]> {
  const ids = [...messages]
    .toSorted(([a, often], [b, oftenB]) => oftenB - often || (a ?? 0) - (b ?? 0))
    .flatMap(([id]) => (id === null ? [] : [id]))
    .slice(0, SAMPLES)
  const texts = await textsOf(database, ids, 'error')
  return ids.map((id) => texts.get(id) ?? '')
}

/** `areIncluded`: the others are all, those of the group too. */
type Comparison = { own: ValueCounts; others: ValueCounts; areIncluded: boolean }

async function associationsOf(database: Database, comparison: Comparison): Promise<ErrorAssociation[]> {
  const { own, others, areIncluded } = comparison
  const values = [...own].flatMap(([dimension, { total, byKey }]) => {
    const against = others.get(dimension) ?? { total: 0, byKey: new Map() }
    const keys = new Set([...byKey.keys(), ...against.byKey.keys()])
    return [...keys].map((key) => {
      const having = byKey.get(key) ?? 0
      const all = against.byKey.get(key) ?? 0
      return {
        dimension,
        key,
        having,
        total,
        othersHaving: areIncluded ? all - having : all,
        othersTotal: areIncluded ? against.total - total : against.total,
      }
    })
  })
  return Promise.all(
    overRepresented(values)
      .slice(0, ASSOCIATIONS)
      .map(async ({ dimension, key, having, total, othersHaving, othersTotal, ...test }) => {
        const texts = await textsOf(database, key === null ? [] : [key], dimension)
        const counts = { errors: having, errorsKnown: total, others: othersHaving, othersKnown: othersTotal }
        return { dimension, value: texts.get(key) ?? '', ...counts, ...test }
      }),
  )
}
