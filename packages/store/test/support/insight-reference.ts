import type {
  BreakdownMetric,
  Dimension,
  Event,
  Filter,
  GenerationEvent,
  Interval,
  Metric,
  NameForm,
} from '@son1k/contract'
import { fingerprint } from '../../src/ingest/fingerprint.js'
import { MINUTE } from './events.js'
import { groupBy } from './group-by.js'
import { type ReferenceGeneration, referenceGenerations } from './kept-reference.js'
import { referenceSessions } from './session-reference.js'

// The questions worked out the plain and slow way, from the definitions and the events alone.

/**
 * Milliseconds UTC; `to` is excluded. `readTo`: what is later than `to` but before this counts at the last point of a
 * timeseries, and in its own hour of the week.
 */
export type ReferenceRange = { from: number; to: number; readTo: number; zone: string }
export type Made = { generations: ReferenceGeneration[]; events: Event[]; sessionMs: number[] }

const at = (event: Event) => Date.parse(event.occurredAt)
export const outcomeOf = (event: Pick<GenerationEvent, 'outcome'>) => event.outcome ?? 'succeeded'
export const finishedOf = <Made extends GenerationEvent>(generations: Made[]) =>
  generations.filter((event) => outcomeOf(event) === 'succeeded' || outcomeOf(event) === 'failed')
const known = (values: (number | undefined)[]) => values.filter((value) => value !== undefined)
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: number[]) => (values.length === 0 ? null : sum(values) / values.length)
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

/** Nearest rank. */
export function percentile(values: number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null
}

/** The value of a metric over what was made. */
export function referenceMetric(metric: Metric, { generations, events, sessionMs }: Made): number | null {
  const finished = finishedOf(generations)
  const of = (outcome: string) => generations.filter((event) => outcomeOf(event) === outcome).length
  const times = known(finished.map((event) => event.generationSeconds))
  const durations = known(finished.map((event) => event.durationSeconds))
  const factors = finished.flatMap(({ generationSeconds, durationSeconds }) =>
    durationSeconds && generationSeconds !== undefined ? [generationSeconds / durationSeconds] : [],
  )
  const kept = generations.filter(({ isKept }) => isKept).length
  const ai = finished.filter((event) => event.aiEnhanced).length
  switch (metric) {
    case 'generations':
      return finished.length
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return of(metric)
    case 'successRate':
      return share(of('succeeded'), finished.length)
    case 'kept':
      return kept
    case 'keepRate':
      return share(kept, of('succeeded'))
    case 'aiEnhanced':
      return ai
    case 'aiShare':
      return share(ai, finished.length)
    case 'audioSeconds':
      return sum(durations)
    case 'meanAudioSeconds':
      return mean(durations)
    case 'meanGenerationSeconds':
      return mean(times)
    case 'p50GenerationSeconds':
      return percentile(times, 50)
    case 'p90GenerationSeconds':
      return percentile(times, 90)
    case 'p95GenerationSeconds':
      return percentile(times, 95)
    case 'p99GenerationSeconds':
      return percentile(times, 99)
    case 'p50RealTimeFactor':
      return percentile(factors, 50)
    case 'p95RealTimeFactor':
      return percentile(factors, 95)
    case 'sessions':
      return sessionMs.length
    case 'meanSessionSeconds':
      return mean(sessionMs.map((milliseconds) => milliseconds / 1_000))
    case 'events':
      return events.length
    case 'pageViews':
      return events.filter((event) => event.type === 'interaction' && event.action === 'page_view').length
  }
}

/** What an instant has in common with those of its hour, day, week, month or hour of the week on the clocks of a zone. */
export function periodOf(period: Interval | 'hourOfWeek' | 'none', zone: string, time: number): string {
  const shown = clockOf(zone, time)
  const date = `${shown.year}-${shown.month}-${shown.day}`
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7
  switch (period) {
    case 'none':
      return ''
    case 'hour':
      return `${date} ${shown.hour} ${shown.timeZoneName}`
    case 'day':
      return date
    case 'week':
      return new Date(midnight - weekday * 24 * 60 * MINUTE).toISOString().slice(0, 10)
    case 'month':
      return date.slice(0, 7)
    case 'hourOfWeek':
      return String(weekday * 24 + Number(shown.hour))
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(zone: string, time: number): Record<string, string> {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      timeZoneName: 'longOffset',
    })
  clocks.set(zone, clock)
  return Object.fromEntries(clock.formatToParts(time).map(({ type, value }) => [type, value]))
}

/** All periods of a range in order: clocks change on the quarter of an hour. */
export function periodsIn(period: Interval, { from, to, zone }: ReferenceRange): string[] {
  const names = new Set<string>()
  for (let time = from; time < to; time = Math.floor(time / (15 * MINUTE) + 1) * 15 * MINUTE)
    names.add(periodOf(period, zone, time))
  return [...names]
}

/** The values of a dimension that a generation has. */
export function dimensionValues(
  dimension: Dimension,
  event: GenerationEvent,
  { zone, events }: { zone: string; events: Event[] },
) {
  const one = (value: string | number | boolean | undefined) => (value === undefined ? [] : [String(value)])
  switch (dimension) {
    case 'style':
    case 'mood':
    case 'scale':
    case 'prompt':
    case 'page':
      return one(event[dimension])
    case 'error':
      return one(event.errorMessage ?? undefined)
    case 'errorGroup':
      return outcomeOf(event) === 'failed' && event.errorMessage ? [fingerprint(event.errorMessage)] : []
    case 'tempoBand':
      return one(event.tempoBpm === undefined ? undefined : Math.floor(event.tempoBpm / 10) * 10)
    case 'tempoOctave':
      return one(event.tempoBpm === undefined ? undefined : octaveOf(event.tempoBpm))
    case 'aiEnhanced':
      return one(event.aiEnhanced ?? false)
    case 'instrument':
      return [...new Set(event.instruments)]
    case 'instrumentCount':
      return one(new Set(event.instruments).size)
    case 'hourOfWeek':
      return one(periodOf('hourOfWeek', zone, at(event)))
    case 'bot':
      return ['false']
    case 'browser':
    case 'os':
    case 'device':
      return []
    case 'language': {
      const context = referenceSessions(events).find(({ sessionId }) => sessionId === event.sessionId)?.context
      return one(context ? (JSON.parse(context) as { language?: string }).language : undefined)
    }
  }
}

function octaveOf(tempoBpm: number): number {
  if (tempoBpm < 40) return Math.floor(tempoBpm / 10) * 10
  let tempo = tempoBpm
  while (tempo < 80) tempo *= 2
  while (tempo >= 160) tempo /= 2
  return Math.floor(tempo / 20) * 20
}

/** Of the names in `randomEvents`, those that are the same, what is known of it first. */
const SAME_NAMES = [
  ['synthwave', 'Synthwave'],
  ['dark', 'Oscuro'],
  ['A minor', 'la menor', 'Am', 'a min'],
  ['C major', 'C', 'do mayor'],
]
/** The same, where nothing is known of either. */
const SAME_SPELLINGS = [['1', '[1]']]

/** What spellings of the same name have in common. */
export function nameOf(dimension: Dimension, value: string, form: NameForm = 'folded'): string {
  if (form === 'raw' || !['style', 'mood', 'scale'].includes(dimension)) return value
  return [...SAME_NAMES, ...SAME_SPELLINGS].find((same) => same.includes(value))?.[0] ?? value
}

/** What is shown of them: the known name, or the most frequent one. */
export function shownOf(dimension: Dimension, values: string[], form: NameForm | undefined): string {
  const name = nameOf(dimension, values[0] ?? '', form)
  if (SAME_NAMES.some(([known]) => known === name)) return name
  const counts = [...groupBy(values, (value) => value)].sort(
    ([a, first], [b, second]) => second.length - first.length || Buffer.compare(Buffer.from(a), Buffer.from(b)),
  )
  return counts[0]?.[0] ?? ''
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
export const containsText = (text: string, part: string) => lower(text).includes(lower(part))

type Around = { zone: string; events: Event[]; names?: NameForm | undefined }

export function letsThrough(filters: Filter[], event: Omit<GenerationEvent, 'type'>, around: Around): boolean {
  return filters.every(({ dimension, op, values }) => {
    const own = dimensionValues(dimension, { ...event, type: 'generation' }, around)
    if (op === 'contains') return own.some((value) => values.some((part) => containsText(value, part)))
    const named = (value: string) => nameOf(dimension, value, around.names)
    return own.some((value) => values.map(named).includes(named(value))) === (op === 'is')
  })
}

type Asked = {
  period: Interval | 'hourOfWeek' | 'none'
  filters?: Filter[] | undefined
  names?: NameForm | undefined
}

/** What was made in a range, and the filters let through, by period. */
export function madeIn(
  events: Event[],
  range: ReferenceRange,
  { period, filters = [], names }: Asked,
): Map<string, Made> {
  const within = (time: number) => time >= range.from && time < range.readTo
  const nameOf = (time: number) =>
    periodOf(period, range.zone, period === 'hourOfWeek' ? time : Math.min(time, range.to - 1))
  const once = [...new Map(events.map((event) => [event.id, event])).values()]
  const around = { zone: range.zone, events: once, names }
  const seen = groupBy(
    once.filter((event) => within(at(event))),
    (event) => nameOf(at(event)),
  )
  const made = groupBy(
    referenceGenerations(once).filter((event) => within(at(event))),
    (event) => nameOf(at(event)),
  )
  const sessions = groupBy(
    referenceSessions(once).filter(({ startedAt }) => within(startedAt)),
    ({ startedAt }) => nameOf(startedAt),
  )
  return new Map(
    [...seen].map(([name, ofPeriod]) => [
      name,
      {
        events: ofPeriod,
        generations: (made.get(name) ?? []).filter((event) => letsThrough(filters, event, around)),
        sessionMs: (sessions.get(name) ?? []).map(({ startedAt, lastAt }) => lastAt - startedAt),
      },
    ]),
  )
}

/** The values of a dimension in order, each with its generations. */
export function referenceValues(
  generations: ReferenceGeneration[],
  { dimension, metric }: { dimension: Dimension; metric: BreakdownMetric },
  around: Around,
): { value: string; spellings: string[]; generations: ReferenceGeneration[] }[] {
  const pairs = generations.flatMap((event) =>
    dimensionValues(dimension, event, around).map((value) => ({ value, event })),
  )
  const amount = (of: ReferenceGeneration[]) =>
    referenceMetric(metric, { generations: of, events: [], sessionMs: [] }) ?? Number.NEGATIVE_INFINITY
  const isNumeric = ['tempoBand', 'hourOfWeek', 'instrumentCount'].includes(dimension)
  return [...groupBy(pairs, ({ value }) => nameOf(dimension, value, around.names))]
    .map(([_, all]) => {
      const finished = all.filter(({ event }) => finishedOf([event]).length > 0).map(({ value }) => value)
      return {
        value: finished.length === 0 ? '' : shownOf(dimension, finished, around.names),
        spellings: [...new Set(finished)],
        generations: all.map(({ event }) => event),
      }
    })
    .filter((row) => finishedOf(row.generations).length > 0)
    .sort((a, b) => {
      const [first, second] = [amount(a.generations), amount(b.generations)]
      if (first !== second) return second - first
      const fewer = finishedOf(b.generations).length - finishedOf(a.generations).length
      if (fewer !== 0) return fewer
      return isNumeric ? Number(a.value) - Number(b.value) : Buffer.compare(Buffer.from(a.value), Buffer.from(b.value))
    })
}
