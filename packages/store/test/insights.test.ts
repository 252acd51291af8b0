import type {
  BreakdownInput,
  BreakdownNumbers,
  Filter,
  GenerationEvent,
  GenerationStartEvent,
  HoursInput,
  LatencyInput,
  LatencyNumbers,
  Metric,
  NameForm,
  SeriesValues,
  TimeseriesInput,
} from '@son1k/contract'
import { BREAKDOWN_METRICS, DIMENSIONS, INTERVALS, METRICS, NAME_FORMS, WHOLE_METRICS } from '@son1k/contract'
import type { Store } from '@son1k/store'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, iso, MINUTE, NOW } from './support/events.js'
import { expectSummary } from './support/expect-summary.js'
import {
  containsText,
  finishedOf,
  letsThrough,
  type Made,
  madeIn,
  percentile,
  periodsIn,
  type ReferenceRange,
  referenceMetric,
  referenceValues,
} from './support/insight-reference.js'
import type { ReferenceGeneration } from './support/kept-reference.js'
import { INSTRUMENTS, NAMES, randomEvents } from './support/random-events.js'
import { referenceSummary, startOfWindow } from './support/summary-reference.js'

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const named = <T extends object>(values: T) =>
  JSON.parse(JSON.stringify(values)) as { [Key in keyof T]: Exclude<T[Key], undefined> }

const someOf = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: Math.min(3, values.length) })
const isOrNot = fc.constantFrom('is' as const, 'isNot' as const)
const filter: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ dimension: fc.constant('style' as const), op: isOrNot, values: someOf([...NAMES, 'unheard of']) }),
  fc.record({
    dimension: fc.constantFrom('style' as const, 'prompt' as const),
    op: fc.constant('contains' as const),
    values: someOf(['SYNTH', '%', '_', "'", 'é']),
  }),
  fc.record({ dimension: fc.constant('instrument' as const), op: isOrNot, values: someOf(INSTRUMENTS) }),
  fc.record({
    dimension: fc.constant('scale' as const),
    op: isOrNot,
    values: someOf(['a min', 'do mayor', 'D dorian']),
  }),
  fc.record({ dimension: fc.constant('tempoOctave' as const), op: isOrNot, values: someOf(['120', '100', '0']) }),
  fc.record({ dimension: fc.constant('tempoBand' as const), op: isOrNot, values: someOf(['50', '60', '120']) }),
  fc.record({ dimension: fc.constant('aiEnhanced' as const), op: isOrNot, values: someOf(['true']) }),
  fc.record({ dimension: fc.constant('instrumentCount' as const), op: isOrNot, values: someOf(['0', '1', '2']) }),
  fc.record({ dimension: fc.constant('language' as const), op: isOrNot, values: someOf(['es-ES']) }),
  fc.record({ dimension: fc.constant('page' as const), op: isOrNot, values: someOf(['/']) }),
)
/** Mostly few, because the fewer there are, the more is read from rollups. */
const filters = fc.oneof(
  fc.array(filter, { maxLength: 0 }),
  fc.array(filter, { maxLength: 1 }),
  fc.array(filter, { maxLength: 2 }),
)
const dimension = fc.constantFrom(...DIMENSIONS)
const names = optional(fc.constantFrom(...NAME_FORMS))
const generationMetrics = METRICS.filter((metric) => !WHOLE_METRICS.includes(metric))

const timeseriesQuestion = fc.oneof(
  fc.record({ metric: fc.constantFrom(...METRICS), interval: fc.constantFrom(...INTERVALS) }),
  fc.record({
    metric: fc.constantFrom(...generationMetrics),
    interval: fc.constantFrom(...INTERVALS),
    by: optional(dimension),
    top: optional(fc.integer({ min: 1, max: 3 })),
    filters,
    names,
  }),
)
const breakdownQuestion = fc.record({
  dimension,
  metric: optional(fc.constantFrom(...BREAKDOWN_METRICS)),
  limit: optional(fc.integer({ min: 1, max: 4 })),
  search: optional(fc.constantFrom('S', '%', '1', '')),
  details: optional(fc.boolean()),
  filters,
  names,
})
const hoursQuestion = fc.oneof(
  fc.record({ metric: fc.constantFrom(...METRICS) }),
  fc.record({ metric: fc.constantFrom(...generationMetrics), filters, names }),
)
const latencyQuestion = fc.record({
  by: optional(dimension),
  limit: optional(fc.integer({ min: 1, max: 3 })),
  filters,
  names,
})

const someFilters = fc.array(filter, { minLength: 1, maxLength: 2 })

type World = {
  store: Store
  appId: number
  range: ReferenceRange
  asked: TimeseriesInput['range']
  events: Parameters<typeof madeIn>[0]
}

const NOTHING: Made = { generations: [], events: [], sessionMs: [] }
const together = (parts: Made[]): Made => ({
  generations: parts.flatMap(({ generations }) => generations),
  events: parts.flatMap(({ events }) => events),
  sessionMs: parts.flatMap(({ sessionMs }) => sessionMs),
})
const ofGenerations = (generations: ReferenceGeneration[]): Made => ({ ...NOTHING, generations })

/** Equal but for the last bits of a mean, or for a percentile, which is at most 2 % off. */
function closeTo(actual: number | null | undefined, expected: number | null, metric: Metric): void {
  if (expected === null || actual === null || actual === undefined) expect(actual, metric).toBe(expected)
  else if (metric.startsWith('p') && metric !== 'pageViews')
    expect(Math.abs(actual - expected), metric).toBeLessThanOrEqual(expected * (0.02 + 1e-9))
  else expect(actual, metric).toBeCloseTo(expected, 9)
}

const around = ({ range, events }: World, { names }: { names?: NameForm }) => ({ zone: range.zone, events, names })

async function checkTimeseries(world: World, question: Omit<TimeseriesInput, 'range'>): Promise<void> {
  const input = named({ ...question, range: world.asked })
  const answer = await world.store.insight({ name: 'timeseries', appId: world.appId, input })
  const { metric, interval, by, top = 5 } = input
  const made = madeIn(world.events, world.range, { period: interval, filters: input.filters, names: input.names })
  const periods = periodsIn(interval, world.range)
  expect(answer.points).toHaveLength(periods.length)
  const agrees = (values: SeriesValues | undefined, pick: (made: Made) => Made) => {
    closeTo(values?.whole, referenceMetric(metric, pick(together([...made.values()]))), metric)
    for (const [index, name] of periods.entries())
      closeTo(values?.values[index], referenceMetric(metric, pick(made.get(name) ?? NOTHING)), metric)
  }
  agrees(answer.total, (all) => all)
  if (by === undefined) return
  const sort =
    metric === 'succeeded' || metric === 'failed' || metric === 'kept' || metric === 'aiEnhanced'
      ? metric
      : 'generations'
  const { generations } = together([...made.values()])
  const first = referenceValues(generations, { dimension: by, metric: sort }, around(world, input)).slice(0, top)
  expect(answer.series?.map(({ value }) => value)).toEqual(first.map(({ value }) => value))
  const isIn = (all: ReferenceGeneration[]) => (made: Made) =>
    ofGenerations(made.generations.filter((event) => all.includes(event)))
  for (const [index, row] of first.entries()) agrees(answer.series?.[index], isIn(row.generations))
  const listed = first.flatMap((row) => row.generations)
  if (by === 'instrument') expect(answer.other).toBe(undefined)
  else agrees(answer.other, isIn(generations.filter((event) => !listed.includes(event))))
}

async function checkBreakdown(world: World, question: Omit<BreakdownInput, 'range'>): Promise<void> {
  const input = named({ ...question, range: world.asked })
  const answer = await world.store.insight({ name: 'breakdown', appId: world.appId, input })
  const { dimension, metric = 'generations', limit = 10, search = '' } = input
  const { generations } =
    madeIn(world.events, world.range, { period: 'none', filters: input.filters, names: input.names }).get('') ?? NOTHING
  const values = referenceValues(generations, { dimension, metric }, around(world, input))
  const matching = values.filter(({ spellings }) => spellings.some((value) => containsText(value, search)))
  const rows = matching.slice(0, limit)
  expect(answer.values).toBe(matching.length)
  expect(answer.rows.map(({ value }) => value)).toEqual(rows.map(({ value }) => value))
  const total = finishedOf(generations).length
  const agrees = (actual: BreakdownNumbers | null | undefined, of: ReferenceGeneration[]) => {
    const metricOf = (metric: Metric) => referenceMetric(metric, ofGenerations(of)) ?? 0
    expect(actual).toMatchObject({
      generations: metricOf('generations'),
      succeeded: metricOf('succeeded'),
      failed: metricOf('failed'),
      kept: metricOf('kept'),
      aiEnhanced: metricOf('aiEnhanced'),
      share: total === 0 ? null : metricOf('generations') / total,
    })
    closeTo(actual?.successRate?.share ?? null, referenceMetric('successRate', ofGenerations(of)), 'successRate')
    closeTo(actual?.keepRate?.share ?? null, referenceMetric('keepRate', ofGenerations(of)), 'keepRate')
    closeTo(
      actual?.meanGenerationSeconds,
      referenceMetric('meanGenerationSeconds', ofGenerations(of)),
      'meanGenerationSeconds',
    )
  }
  for (const [index, row] of rows.entries()) {
    agrees(answer.rows[index], row.generations)
    const { p95GenerationSeconds, users } = answer.rows[index] ?? {}
    if (!input.details) {
      expect([p95GenerationSeconds, users]).toEqual([undefined, undefined])
      continue
    }
    const p95 = referenceMetric('p95GenerationSeconds', ofGenerations(row.generations))
    closeTo(p95GenerationSeconds, p95, 'p95GenerationSeconds')
    expect(users).toBe(new Set(finishedOf(row.generations).map(({ userId }) => userId)).size)
  }
  if (input.details) expect(answer.detailed).toEqual({ from: answer.from, to: answer.to, isCut: false })
  agrees(answer.total, generations)
  if (dimension === 'instrument') {
    expect([answer.other, answer.unknown]).toEqual([null, null])
    return
  }
  const known = values.flatMap((row) => row.generations)
  const listed = rows.flatMap((row) => row.generations)
  agrees(
    answer.other,
    known.filter((event) => !listed.includes(event)),
  )
  agrees(
    answer.unknown,
    finishedOf(generations).filter((event) => !known.includes(event)),
  )
}

async function checkHours(world: World, question: Omit<HoursInput, 'range'>): Promise<void> {
  const input = named({ ...question, range: world.asked })
  const { days, whole } = await world.store.insight({ name: 'hours', appId: world.appId, input })
  const made = madeIn(world.events, world.range, { period: 'hourOfWeek', filters: input.filters, names: input.names })
  closeTo(whole, referenceMetric(input.metric, together([...made.values()])), input.metric)
  expect(days.flat()).toHaveLength(168)
  for (const [hour, value] of days.flat().entries())
    closeTo(value, referenceMetric(input.metric, made.get(String(hour)) ?? NOTHING), input.metric)
}

async function checkLatency(world: World, question: Omit<LatencyInput, 'range'>): Promise<void> {
  const input = named({ ...question, range: world.asked })
  const answer = await world.store.insight({ name: 'latency', appId: world.appId, input })
  const { generations } =
    madeIn(world.events, world.range, { period: 'none', filters: input.filters, names: input.names }).get('') ?? NOTHING
  const agrees = (actual: LatencyNumbers | undefined, of: ReferenceGeneration[]) => {
    const times = finishedOf(of).flatMap(({ generationSeconds }) => generationSeconds ?? [])
    expect(actual?.count).toBe(times.length)
    closeTo(actual?.meanSeconds, referenceMetric('meanGenerationSeconds', ofGenerations(of)), 'meanGenerationSeconds')
    closeTo(actual?.quantiles.p50, percentile(times, 50), 'p50GenerationSeconds')
    closeTo(actual?.quantiles.p99, percentile(times, 99), 'p99GenerationSeconds')
    return times
  }
  const times = agrees(answer, generations)
  for (const { fromSeconds, toSeconds, count } of answer.histogram) {
    const slack = 1 + 1e-9
    const within = times.filter((time) =>
      toSeconds === 0 ? time === 0 : time * slack > fromSeconds && time <= toSeconds * slack,
    )
    expect(within.length).toBeGreaterThanOrEqual(count)
  }
  expect(answer.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(times.length)
  if (input.by === undefined) return
  const rows = referenceValues(generations, { dimension: input.by, metric: 'generations' }, around(world, input))
  expect(answer.rows?.map(({ value }) => value)).toEqual(rows.slice(0, input.limit ?? 10).map(({ value }) => value))
  for (const [index, row] of rows.slice(0, input.limit ?? 10).entries()) agrees(answer.rows?.[index], row.generations)
}

async function checkSummary(
  world: World,
  { filters, names, now }: { filters: Filter[]; names?: NameForm; now: number },
) {
  const input = named({ range: world.asked, filters, names })
  const { isCut, ...answer } = await world.store.summary(world.appId, input)
  const passes = (event: GenerationEvent | GenerationStartEvent) => letsThrough(filters, event, around(world, input))
  const { from, to, readTo, zone } = world.range
  const expected = referenceSummary(world.events, { from, to: readTo, now, zone }, passes)
  expectSummary(answer, { ...expected, to: iso(to) })
  expect(isCut).toBe(false)
}

it.each(['Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'])(
  'timeseries, breakdowns, hours, latencies and filtered summaries are what a plain count of random events says, in %s',
  async (zone) => {
    let now = NOW
    let appId = 100
    const url = await newDatabase()
    const store = await openTestStore({ url, now: () => now })
    const database = connect(url)
    const questions = fc.record({
      timeseries: fc.array(timeseriesQuestion, { minLength: 2, maxLength: 2 }),
      breakdown: breakdownQuestion,
      hours: hoursQuestion,
      latency: latencyQuestion,
      summary: fc.record({ filters: someFilters, names }),
      days: fc.integer({ min: 1, max: 4 }),
      offset: fc.integer({ min: -2 * DAY, max: DAY }),
      length: fc.integer({ min: 1, max: 3 * DAY }),
    })
    await fc.assert(
      fc.asyncProperty(randomEvents, questions, async ({ events, sent, middle }, asked) => {
        now = middle + DAY
        appId += 1
        await database.execute({
          sql: "INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, ?, '', ?, 0)",
          args: [appId, `app-${appId}`, zone],
        })
        await store.importEvents(sent, appId)
        const from = middle + asked.offset
        const exact = { from, to: from + asked.length }
        const worlds: World[] = [
          {
            ...{ store, appId, events, asked: { days: asked.days } },
            range: { from: startOfWindow(asked.days, now, zone), to: now, readTo: now + 5 * MINUTE + 1, zone },
          },
          {
            ...{ store, appId, events, asked: { from: iso(exact.from), to: iso(exact.to) } },
            range: { ...exact, readTo: exact.to, zone },
          },
        ]
        for (const [index, world] of worlds.entries()) {
          const timeseries = asked.timeseries[index]
          if (timeseries) await checkTimeseries(world, timeseries)
          await checkBreakdown(world, asked.breakdown)
          await checkHours(world, asked.hours)
          await checkLatency(world, asked.latency)
          await checkSummary(world, named({ ...asked.summary, now }))
        }
      }),
      { numRuns: 25 },
    )
  },
)
