import type { Event, GenerationEvent, GenerationStartEvent, SummaryPeriod } from '@son1k/contract'
import { DAY, HOUR } from './events.js'
import { groupBy } from './group-by.js'
import { referenceGenerations } from './kept-reference.js'
import { referenceSessions } from './session-reference.js'

export type ReferenceWindow = { from: number; to: number; now: number; zone: string }

const at = (event: Event) => Date.parse(event.occurredAt)
const known = (values: (number | undefined)[]) => values.filter((value) => value !== undefined)
const mean = (values: number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** Whether a filter lets a generation, or its start, through. */
type Passes = (event: GenerationEvent | GenerationStartEvent) => boolean

/** The summary of some different events between `from` and `to`, worked out the plain way from the definitions. */
export function referenceSummary(events: Event[], window: ReferenceWindow, passes?: Passes): SummaryPeriod {
  const { from, to, zone } = window
  const within = (time: number) => time >= from && time < to
  const generations = referenceGenerations(events).filter((event) => within(at(event)) && (passes?.(event) ?? true))
  const by = (outcome: string) => generations.filter((event) => (event.outcome ?? 'succeeded') === outcome)
  const succeeded = by('succeeded')
  const finished = [...succeeded, ...by('failed')]
  const kept = succeeded.filter(({ isKept }) => isKept).length
  const durations = known(finished.map((event) => event.durationSeconds))
  const times = known(finished.map((event) => event.generationSeconds))
  const factors = finished.flatMap(({ durationSeconds, generationSeconds }) =>
    durationSeconds && generationSeconds !== undefined ? [generationSeconds / durationSeconds] : [],
  )
  const makers = new Set(generations.map(({ sessionId }) => sessionId))
  const sessions = referenceSessions(events).filter(
    ({ startedAt, sessionId }) => within(startedAt) && (passes === undefined || makers.has(sessionId)),
  )
  const users = new Set(sessions.map(({ userId }) => userId))
  const earlier = referenceSessions(events).filter(({ startedAt }) => startedAt < from)
  const returning = new Set(earlier.map(({ userId }) => userId).filter((userId) => users.has(userId)))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    generations: {
      total: finished.length,
      succeeded: succeeded.length,
      failed: by('failed').length,
      cancelled: by('cancelled').length,
      abandoned: by('abandoned').length + abandonedStarts(events, window, passes),
      successRate: finished.length === 0 ? null : succeeded.length / finished.length,
      successInterval: null,
      kept,
      keepRate: succeeded.length === 0 ? null : kept / succeeded.length,
      keepInterval: null,
      aiEnhanced: finished.filter((event) => event.aiEnhanced).length,
      aiShare: finished.length === 0 ? null : finished.filter((event) => event.aiEnhanced).length / finished.length,
      audioSeconds: durations.reduce((sum, value) => sum + value, 0),
      averageDurationSeconds: mean(durations),
      averageGenerationSeconds: mean(times),
      generationSeconds: {
        p50: quantile(times, 0.5),
        p90: quantile(times, 0.9),
        p95: quantile(times, 0.95),
        p99: quantile(times, 0.99),
      },
      realTimeFactor: { p50: quantile(factors, 0.5), p95: quantile(factors, 0.95) },
    },
    sessions: {
      total: sessions.length,
      uniqueUsers: users.size,
      newUsers: users.size - returning.size,
      returningUsers: returning.size,
      generationsPerSession: sessions.length === 0 ? null : finished.length / sessions.length,
      medianDurationSeconds: quantile(
        sessions.map(({ startedAt, lastAt }) => (lastAt - startedAt) / 1_000),
        0.5,
      ),
      averageDurationSeconds: mean(sessions.map(({ startedAt, lastAt }) => (lastAt - startedAt) / 1_000)),
    },
    popularStyles: popular(succeeded.map((event) => event.style)),
    popularPrompts: popular(succeeded.map((event) => event.prompt)),
    aiUsageByDay: byDay(
      finished.filter((event) => event.aiEnhanced),
      zone,
    ),
  }
}

function abandonedStarts(events: Event[], { from, to, now }: ReferenceWindow, passes: Passes = () => true): number {
  const ends = events.filter((event) => event.type === 'generation')
  const abandoned = events
    .filter((event) => event.type === 'generation.start')
    .filter(passes)
    .filter((start) => at(start) >= from && at(start) < to && at(start) <= now - HOUR)
    .filter(
      (start) =>
        !ends.some(
          (end) =>
            (end.generationId ?? end.id) === start.generationId &&
            (at(end) <= at(start) + HOUR || end.outcome === 'abandoned'),
        ),
    )
  return new Set(abandoned.map((start) => start.generationId)).size
}

/** Nearest rank. */
function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  // The shares are hundredths: in integers, so that 0.95 × 20 is 19.
  const rank = Math.ceil((Math.round(share * 100) * sorted.length) / 100)
  return sorted[rank - 1] ?? null
}

function popular(labels: (string | undefined)[]): { value: string; count: number }[] {
  const counts = groupBy(
    labels.filter((label) => label !== undefined),
    (label) => label,
  )
  return [...counts]
    .map(([value, all]) => ({ value, count: all.length }))
    .sort((a, b) => b.count - a.count || byCodePoint(a.value, b.value))
    .slice(0, 10)
}

function byCodePoint(a: string, b: string): number {
  const [first, second] = [[...a], [...b]]
  for (const [index, character] of first.entries()) {
    const other = second[index]
    if (other === undefined) return 1
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return first.length - second.length
}

/** `2026-11-23` on the clocks of a zone. */
export const dateIn = (zone: string, time: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time)

function byDay(generations: GenerationEvent[], zone: string): { date: string; count: number }[] {
  const days = groupBy(generations, (event) => dateIn(zone, at(event)))
  return [...days].map(([date, all]) => ({ date, count: all.length })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** Where a window of `days` days starts: that long ago, back to the full hour on the clocks of the zone. */
export function startOfWindow(days: number, now: number, zone: string): number {
  const start = now - days * DAY
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, minute: '2-digit' })
  const minutes = Number(clock.format(start))
  return Math.floor(start / 60_000) * 60_000 - minutes * 60_000
}
