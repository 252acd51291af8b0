import type {
  Breakdown,
  BreakdownNumbers,
  BreakdownPeriod,
  Hours,
  Latency,
  LatencyNumbers,
  LatencyPeriod,
  RowDetails,
  Summary,
  SummaryPeriod,
  Timeseries,
  TimeseriesPeriod,
} from '@son1k/contract'
import { type Cells, ofPeriods, periodCells, proportionCells, table } from './table.js'

const whole: Cells<SummaryPeriod> = {
  from: ({ from }) => from,
  to: ({ to }) => to,
  generations: ({ generations }) => generations.total,
  succeeded: ({ generations }) => generations.succeeded,
  failed: ({ generations }) => generations.failed,
  cancelled: ({ generations }) => generations.cancelled,
  abandoned: ({ generations }) => generations.abandoned,
  success_rate: ({ generations }) => generations.successRate,
  success_rate_low: ({ generations }) => generations.successInterval?.low ?? null,
  success_rate_high: ({ generations }) => generations.successInterval?.high ?? null,
  kept: ({ generations }) => generations.kept,
  keep_rate: ({ generations }) => generations.keepRate,
  keep_rate_low: ({ generations }) => generations.keepInterval?.low ?? null,
  keep_rate_high: ({ generations }) => generations.keepInterval?.high ?? null,
  ai_enhanced: ({ generations }) => generations.aiEnhanced,
  ai_share: ({ generations }) => generations.aiShare,
  audio_seconds: ({ generations }) => generations.audioSeconds,
  mean_audio_seconds: ({ generations }) => generations.averageDurationSeconds,
  mean_generation_seconds: ({ generations }) => generations.averageGenerationSeconds,
  p50_generation_seconds: ({ generations }) => generations.generationSeconds.p50,
  p90_generation_seconds: ({ generations }) => generations.generationSeconds.p90,
  p95_generation_seconds: ({ generations }) => generations.generationSeconds.p95,
  p99_generation_seconds: ({ generations }) => generations.generationSeconds.p99,
  p50_real_time_factor: ({ generations }) => generations.realTimeFactor.p50,
  p95_real_time_factor: ({ generations }) => generations.realTimeFactor.p95,
  sessions: ({ sessions }) => sessions.total,
  users: ({ sessions }) => sessions.uniqueUsers,
  new_users: ({ sessions }) => sessions.newUsers,
  returning_users: ({ sessions }) => sessions.returningUsers,
  generations_per_session: ({ sessions }) => sessions.generationsPerSession,
  mean_session_seconds: ({ sessions }) => sessions.averageDurationSeconds,
  median_session_seconds: ({ sessions }) => sessions.medianDurationSeconds,
}

export const summaryTables = [
  table(
    'numbers',
    (answer: Summary) => ofPeriods<SummaryPeriod, SummaryPeriod>(answer, (period) => [period]),
    periodCells(whole),
  ),
  table('styles', (answer: Summary) => ofPeriods(answer, ({ popularStyles }: SummaryPeriod) => popularStyles), {
    ...periodCells({ style: ({ value }) => value, succeeded: ({ count }) => count }),
  }),
  table('prompts', (answer: Summary) => ofPeriods(answer, ({ popularPrompts }: SummaryPeriod) => popularPrompts), {
    ...periodCells({ prompt: ({ value }) => value, succeeded: ({ count }) => count }),
  }),
  table('ai_by_day', (answer: Summary) => ofPeriods(answer, ({ aiUsageByDay }: SummaryPeriod) => aiUsageByDay), {
    ...periodCells({ date: ({ date }) => date, ai_enhanced: ({ count }) => count }),
  }),
]

/** `series`: `total`, `other`, or else the one of `label`. */
type Point = {
  start: string
  isPartial: boolean
  series: 'total' | 'value' | 'other'
  label: string | null
  value: number | null
}

function pointsOf({ points, total, series = [], other }: TimeseriesPeriod): Point[] {
  const lines = [
    { series: 'total' as const, label: null, values: total.values },
    ...series.map(({ value, values }) => ({ series: 'value' as const, label: value, values })),
    ...(other === undefined ? [] : [{ series: 'other' as const, label: null, values: other.values }]),
  ]
  return lines.flatMap(({ series, label, values }) =>
    points.map(({ start, isPartial }, index) => ({ start, isPartial, series, label, value: values[index] ?? null })),
  )
}

export const timeseriesTables = [
  table(
    'points',
    (answer: Timeseries) => ofPeriods(answer, pointsOf),
    periodCells<Point>({
      start: ({ start }) => start,
      is_partial: ({ isPartial }) => isPartial,
      series: ({ series }) => series,
      label: ({ label }) => label,
      value: ({ value }) => value,
    }),
  ),
]

/** `row`: `value`, or what the numbers of no single value are of. */
type Named = {
  row: 'value' | 'other' | 'unknown' | 'total'
  value: string | null
  numbers: BreakdownNumbers & Partial<RowDetails>
}

function namedRows({ rows, other, unknown, total }: BreakdownPeriod): Named[] {
  const rest = { other, unknown, total }
  return [
    ...rows.map((numbers): Named => ({ row: 'value', value: numbers.value, numbers })),
    ...(['other', 'unknown', 'total'] as const).flatMap((row): Named[] => {
      const numbers = rest[row]
      return numbers === null ? [] : [{ row, value: null, numbers }]
    }),
  ]
}

export const breakdownTables = [
  table(
    'rows',
    (answer: Breakdown) => ofPeriods(answer, namedRows),
    periodCells<Named>({
      row: ({ row }) => row,
      value: ({ value }) => value,
      generations: ({ numbers }) => numbers.generations,
      succeeded: ({ numbers }) => numbers.succeeded,
      failed: ({ numbers }) => numbers.failed,
      share: ({ numbers }) => numbers.share,
      ...proportionCells('success_rate', ({ numbers }: Named) => numbers.successRate),
      kept: ({ numbers }) => numbers.kept,
      ...proportionCells('keep_rate', ({ numbers }: Named) => numbers.keepRate),
      ai_enhanced: ({ numbers }) => numbers.aiEnhanced,
      p95_seconds: ({ numbers }) => numbers.p95GenerationSeconds ?? null,
      users: ({ numbers }) => numbers.users ?? null,
      mean_generation_seconds: ({ numbers }) => numbers.meanGenerationSeconds,
    }),
  ),
]

type WeekHour = { weekday: number; hour: number; value: number | null }

/** Weekdays are those of ISO 8601: 1 is Monday. */
export const weekHoursOf = (days: (number | null)[][]): WeekHour[] =>
  days.flatMap((hours, day) => hours.map((value, hour) => ({ weekday: day + 1, hour, value })))
export const weekHourCells: Cells<WeekHour> = {
  weekday: ({ weekday }) => weekday,
  hour: ({ hour }) => hour,
  value: ({ value }) => value,
}

export const hoursTables = [
  table(
    'hours',
    (answer: Hours) => ofPeriods(answer, ({ days }: Pick<Hours, 'days'>) => weekHoursOf(days)),
    periodCells(weekHourCells),
  ),
]

type Waiting = LatencyNumbers & { value: string | null }

export const latencyTables = [
  table(
    'percentiles',
    (answer: Latency) =>
      ofPeriods(answer, ({ rows = [], ...total }: LatencyPeriod): Waiting[] => [{ ...total, value: null }, ...rows]),
    periodCells<Waiting>({
      value: ({ value }) => value,
      generations: ({ count }) => count,
      mean_seconds: ({ meanSeconds }) => meanSeconds,
      p50_seconds: ({ quantiles }) => quantiles.p50,
      p90_seconds: ({ quantiles }) => quantiles.p90,
      p95_seconds: ({ quantiles }) => quantiles.p95,
      p99_seconds: ({ quantiles }) => quantiles.p99,
    }),
  ),
  table('histogram', (answer: Latency) => ofPeriods(answer, ({ histogram }: LatencyPeriod) => histogram), {
    ...periodCells({
      from_seconds: ({ fromSeconds }) => fromSeconds,
      to_seconds: ({ toSeconds }) => toSeconds,
      generations: ({ count }) => count,
    }),
  }),
]
