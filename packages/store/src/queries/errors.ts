import type { ErrorAssociation, ErrorGroup, ErrorKind, Errors, ErrorsInput } from '@son1k/contract'
import { overRepresented } from '../statistics/over-represented.js'
import { DAY_MS, HOUR_MS } from '../time/local-days.js'
import { whileKept } from './answerable.js'
import { byBytes } from './by-bytes.js'
import { type CountedGroup, errorCounts } from './count-errors.js'
import { type ErrorValues, errorValues, valuesOfSessions } from './error-values.js'
import { type AskedOf, coveredBy } from './insight.js'
import { textsOf } from './key-texts.js'
import { rawSpan } from './measure-raw.js'
import { readNames } from './names.js'
import { hourPoints } from './pieces.js'
import { pointsOf } from './points.js'
import type { Database } from './question.js'
import { type DaysRead, type DaysReading, readDays } from './read-days.js'
import { toldTexts } from './shown-prompts.js'
import type { Steps } from './steps.js'
import { BothCounts } from './value-counts.js'
import { type Window, windowBefore, windowOf } from './window.js'

const DEFAULT_GROUPS = 10
const SAMPLES = 3
const ASSOCIATIONS = 10
/** Up to which length of a range a trend is told by the hour. */
const HOURLY_MS = 3 * DAY_MS

/** Which errors there are, who has them, since when, and what they go with. */
export async function errors(database: Database, asked: AskedOf<ErrorsInput>, steps: Steps): Promise<Errors> {
  const { appId, now, input } = asked
  const { limit = DEFAULT_GROUPS } = input
  const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
  return whileKept(database, appId, async (kept) => {
    const { timeZone: zone, rawFrom } = kept
    const window = windowOf(input.range, { now, zone })
    const interval = input.interval ?? (window.to - window.from <= HOURLY_MS + HOUR_MS ? 'hour' : 'day')
    const points = pointsOf(interval, window, zone)
    const span = rawSpan(window, rawFrom)
    const pointOfHour = await hourPoints(database, { appId, span }, points)
    const counts = errorCounts(database, { appId, input: { ...input, filters } })
    const days = { database, steps, kept, dayParts: asked.dayParts }
    const counted = await readDays({ ...days, span }, counts)
    const found = counts.merge([counted.settled, counted.recent])
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
    const kinds = KINDS.filter((kind) => groups.some((group) => group.kind === kind))
    const values = await readDays({ ...days, span: counted.span }, errorValues(database, { appId, filters, kinds }))
    const both = [values.settled, values.recent]
    const before = input.compare ? await errorsBefore({ ...days, window, rawFrom }, counts) : undefined
    const cover = (start: number) =>
      coveredBy({ covered: { from: Math.min(start, window.to), to: window.to, isCut: start > window.from } })
    return {
      ...cover(counted.span.from),
      points: points.shown,
      groups: await Promise.all(
        groups.map((group) =>
          groupAnswer(database, {
            appId,
            group,
            values,
            text: texts.get(group.groupId) ?? '',
            trend: trendOf(group, { pointOfHour, count: points.count }),
            previousCount: before?.countOf(group),
          }),
        ),
      ),
      ...numbersOf(ranked),
      compared: {
        ...cover(values.span.from),
        succeeded: both.reduce((sum, { succeeded }) => sum + succeeded, 0),
        sessionStarts: both.reduce((sum, { sessionStarts }) => sum + sessionStarts, 0),
      },
      ...(before && { previous: before.told }),
    }
  })
}

/** What is told of all groups together. */
const numbersOf = (groups: CountedGroup[]) => ({
  found: groups.length,
  count: groups.reduce((sum, { count }) => sum + count, 0),
  users: new Set(groups.flatMap(({ users }) => [...users])).size,
})

type Before = Omit<DaysReading, 'span'> & { window: Window; rawFrom: number }

/** How many there were in the range before, in what is left of the time. */
async function errorsBefore({ window, rawFrom, ...days }: Before, counts: ReturnType<typeof errorCounts>) {
  const { from, to, readTo } = windowBefore(window)
  const named = { ...counts, name: `${counts.name} before` }
  const read = await readDays({ ...days, span: rawSpan({ from, to, readTo }, rawFrom) }, named)
  const groups = [...counts.merge([read.settled, read.recent]).values()]
  const nameOf = ({ kind, groupId }: CountedGroup) => `${kind} ${groupId}`
  const countByName = new Map(groups.map((group) => [nameOf(group), group.count]))
  const covered = { from: Math.min(read.span.from, to), to, isCut: read.span.from > from }
  return {
    told: { ...coveredBy({ covered }), ...numbersOf(groups) },
    countOf: (group: CountedGroup) => countByName.get(nameOf(group)) ?? 0,
  }
}

const KINDS: ErrorKind[] = ['generation', 'page']

type Hours = { pointOfHour: (hourId: number) => number; count: number }

function trendOf({ hours }: CountedGroup, { pointOfHour, count }: Hours): number[] {
  const trend = new Array<number>(count).fill(0)
  for (const [hourId, errors] of hours) {
    const point = pointOfHour(hourId)
    trend[point] = (trend[point] ?? 0) + errors
  }
  return trend
}

type Answering = {
  appId: number
  group: CountedGroup
  values: DaysRead<ErrorValues>
  text: string
  trend: number[]
  previousCount: number | undefined
}

async function groupAnswer(
  database: Database,
  { appId, group, values: { settled, recent }, text, trend, previousCount }: Answering,
): Promise<ErrorGroup> {
  const { kind, groupId, count, users, sessions, firstAt, lastAt } = group
  return {
    kind,
    fingerprint: text,
    count,
    users: users.size,
    ...(previousCount !== undefined && { previousCount }),
    firstSeen: new Date(firstAt).toISOString(),
    lastSeen: new Date(lastAt).toISOString(),
    trend,
    samples: await samplesOf(database, group),
    goesWith: await associationsOf(database, {
      appId,
      own:
        kind === 'generation'
          ? new BothCounts(settled.ofGroups.get(groupId), recent.ofGroups.get(groupId))
          : new BothCounts(valuesOfSessions(sessions, [settled, recent])),
      others:
        kind === 'generation'
          ? new BothCounts(settled.ofSucceeded, recent.ofSucceeded)
          : new BothCounts(settled.ofStarts, recent.ofStarts),
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
type Comparison = { appId: number; own: BothCounts; others: BothCounts; areIncluded: boolean }

async function associationsOf(database: Database, comparison: Comparison): Promise<ErrorAssociation[]> {
  const { appId, own, others, areIncluded } = comparison
  const values = own.dimensions().flatMap((dimension) => {
    const [total, all] = [own.totalOf(dimension), others.totalOf(dimension)]
    // What few of the others have, and none of the group, is never tested.
    const keys = new Set([...own.keysOf(dimension), ...others.frequentKeysOf(dimension)])
    return [...keys].map((key) => {
      const [having, allHaving] = [own.countOf(dimension, key), others.countOf(dimension, key)]
      return {
        dimension,
        key,
        having,
        total,
        othersHaving: areIncluded ? allHaving - having : allHaving,
        othersTotal: areIncluded ? all - total : all,
      }
    })
  })
  const found = await Promise.all(
    overRepresented(values)
      .slice(0, ASSOCIATIONS)
      .map(async ({ dimension, key, having, total, othersHaving, othersTotal, ...test }) => {
        const texts = await toldTexts(database, key === null ? [] : [key], { dimension, appId })
        const counts = { errors: having, errorsKnown: total, others: othersHaving, othersKnown: othersTotal }
        const value = texts.get(key)
        return value === undefined ? [] : [{ dimension, value, ...counts, ...test }]
      }),
  )
  return found.flat()
}
