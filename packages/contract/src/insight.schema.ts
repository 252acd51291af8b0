import { z } from 'zod'
import type { AiInput } from './ai.js'
import type { BreakdownInput } from './breakdown.js'
import { DIMENSIONS } from './dimension.js'
import { dimensionSchema, filtersSchema, namesSchema } from './dimension.schema.js'
import { ERROR_KINDS, type ErrorsInput } from './error-groups.js'
import { FUNNEL_STATES, type FunnelInput, type FunnelStep } from './funnel.js'
import type { HoursInput } from './hours.js'
import { wrong } from './issues.js'
import type { LatencyInput, PatienceInput } from './latency.js'
import type { LifecycleInput } from './lifecycle.js'
import { LIMITS } from './limits.js'
import type { MatrixDimension, MatrixInput } from './matrix.js'
import { BREAKDOWN_METRICS, METRICS, type Metric, WHOLE_METRICS } from './metric.js'
import type { PromptFamiliesInput, PromptLengthsInput, PromptsInput, PromptTermsInput } from './prompts.js'
import type { QualityInput } from './quality.js'
import type { Range } from './query.js'
import { rangeSchema } from './query.schema.js'
import type { RetentionInput } from './retention.js'
import { text } from './text.js'
import { INTERVALS, type Interval, type TimeseriesInput } from './timeseries.js'
import { SORT_ORDERS, USER_SORTS, type UserInput, type UsersInput, type UserTimelineInput } from './users.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, wrong(`must be one of ${words.join(', ')}`))
const count = (max: number) =>
  z
    .number(wrong('must be a number'))
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(max, `must be at most ${max}`)
    .optional()
const compare = z.boolean('must be true or false').optional()
const wholeObject = wrong('must be a JSON object')
const metric = oneOf(METRICS)

type Check<Input> = (context: { value: Input; issues: z.core.$ZodRawIssue[] }) => void

/** Sessions and page views have no style: a metric of them can't be about some generations alone. */
const metricFits: Check<{ metric: Metric; filters?: unknown[] | undefined; by?: string | undefined }> = ({
  value,
  issues,
}) => {
  if (!WHOLE_METRICS.includes(value.metric)) return
  const path = value.by !== undefined ? 'by' : 'filters'
  if (value.by === undefined && !value.filters?.length) return
  issues.push({
    code: 'custom',
    path: [path],
    message: `can't go with ${value.metric}: only generations are told apart by it`,
    input: value,
  })
}

const INTERVAL_MS: Record<Interval, number> = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 28 * DAY_MS }

const pointsFit: Check<{ range: Range; interval: Interval }> = ({ value, issues }) => {
  const { range, interval } = value
  const lengthMs = 'days' in range && range.days !== undefined ? range.days * DAY_MS : lengthOf(range)
  // Of a range that is none, which is refused by itself, the length is no number.
  if (!(lengthMs / INTERVAL_MS[interval] > LIMITS.seriesPoints)) return
  const days = Math.floor((LIMITS.seriesPoints * INTERVAL_MS[interval]) / DAY_MS)
  issues.push({
    code: 'custom',
    path: ['interval'],
    message: `can't be ${interval} for a range of more than ${days} days`,
    input: value,
  })
}
const lengthOf = (range: Range) => ('from' in range ? Date.parse(range.to) - Date.parse(range.from) : 0)

export const timeseriesInputSchema: z.ZodType<TimeseriesInput, TimeseriesInput> = z
  .strictObject(
    {
      range: rangeSchema,
      metric,
      interval: oneOf(INTERVALS),
      by: dimensionSchema.optional(),
      top: count(LIMITS.seriesValues),
      filters: filtersSchema,
      names: namesSchema,
      compare,
    },
    wholeObject,
  )
  .check(metricFits, pointsFit)

export const breakdownInputSchema: z.ZodType<BreakdownInput, BreakdownInput> = z.strictObject(
  {
    range: rangeSchema,
    dimension: dimensionSchema,
    metric: oneOf(BREAKDOWN_METRICS).optional(),
    limit: count(LIMITS.rows),
    search: text(LIMITS.labelLength).optional(),
    details: z.boolean('must be true or false').optional(),
    filters: filtersSchema,
    names: namesSchema,
    compare,
  },
  wholeObject,
)

export const hoursInputSchema: z.ZodType<HoursInput, HoursInput> = z
  .strictObject({ range: rangeSchema, metric, filters: filtersSchema, names: namesSchema, compare }, wholeObject)
  .check(metricFits)

export const latencyInputSchema: z.ZodType<LatencyInput, LatencyInput> = z.strictObject(
  {
    range: rangeSchema,
    by: dimensionSchema.optional(),
    limit: count(100),
    filters: filtersSchema,
    names: namesSchema,
    compare,
  },
  wholeObject,
)

export const patienceInputSchema: z.ZodType<PatienceInput, PatienceInput> = z.strictObject(
  { range: rangeSchema, filters: filtersSchema, names: namesSchema, compare },
  wholeObject,
)

export const qualityInputSchema: z.ZodType<QualityInput, QualityInput> = z.strictObject(
  { range: rangeSchema },
  wholeObject,
)

export const retentionInputSchema: z.ZodType<RetentionInput, RetentionInput> = z.strictObject(
  {
    range: rangeSchema,
    interval: oneOf(['day', 'week']),
    periods: count(60),
    filters: filtersSchema,
    names: namesSchema,
  },
  wholeObject,
)

/** Exactly one of the two forms. One object, not a union, so that an error names the field. */
const funnelStepSchema: z.ZodType<FunnelStep, FunnelStep> = z
  .strictObject(
    { state: oneOf(FUNNEL_STATES).optional(), action: text(LIMITS.labelLength).min(1, 'must not be empty').optional() },
    'must be { state } or { action }',
  )
  .refine(
    ({ state, action }) => (state === undefined) !== (action === undefined),
    'must be { state } or { action }',
  ) as unknown as z.ZodType<FunnelStep, FunnelStep>

export const funnelInputSchema: z.ZodType<FunnelInput, FunnelInput> = z.strictObject(
  {
    range: rangeSchema,
    steps: z
      .array(funnelStepSchema, wrong('must be a list of steps'))
      .min(2, 'must hold at least 2 steps')
      .max(8, 'must hold at most 8 steps'),
    per: oneOf(['user', 'session']),
    withinMinutes: count(43_200),
    filters: filtersSchema,
    names: namesSchema,
    compare,
  },
  wholeObject,
)

export const aiInputSchema: z.ZodType<AiInput, AiInput> = z.strictObject(
  { range: rangeSchema, filters: filtersSchema, names: namesSchema, compare },
  wholeObject,
)

const isSingle = (dimension: (typeof DIMENSIONS)[number]): dimension is MatrixDimension => dimension !== 'instrument'

export const matrixInputSchema: z.ZodType<MatrixInput, MatrixInput> = z.strictObject(
  {
    range: rangeSchema,
    dimensions: z
      .array(oneOf(DIMENSIONS.filter(isSingle)), wrong('must be a list of dimensions'))
      .min(2, 'must hold at least 2 dimensions')
      .max(3, 'must hold at most 3 dimensions')
      .refine((dimensions) => new Set(dimensions).size === dimensions.length, 'must be different')
      .optional(),
    limit: count(LIMITS.rows),
    filters: filtersSchema,
    names: namesSchema,
    compare,
  },
  wholeObject,
)

export const errorsInputSchema: z.ZodType<ErrorsInput, ErrorsInput> = z
  .strictObject(
    {
      range: rangeSchema,
      kind: oneOf(ERROR_KINDS).optional(),
      interval: oneOf(['hour', 'day']).optional(),
      limit: count(50),
      filters: filtersSchema,
      names: namesSchema,
      compare,
    },
    wholeObject,
  )
  .check(({ value, issues }) => {
    const { range, interval } = value
    if (interval) pointsFit({ value: { range, interval }, issues })
  })

export const lifecycleInputSchema: z.ZodType<LifecycleInput, LifecycleInput> = z.strictObject(
  {
    range: rangeSchema,
    by: dimensionSchema.optional(),
    limit: count(100),
    filters: filtersSchema,
    names: namesSchema,
    compare,
  },
  wholeObject,
)

const cursor = text(LIMITS.cursorLength).optional()
const userId = text(LIMITS.userIdLength).min(1, 'must not be empty')

export const usersInputSchema: z.ZodType<UsersInput, UsersInput> = z.strictObject(
  {
    range: rangeSchema,
    search: text(LIMITS.userIdLength).optional(),
    sort: oneOf(USER_SORTS).optional(),
    order: oneOf(SORT_ORDERS).optional(),
    limit: count(LIMITS.rows),
    cursor,
    filters: filtersSchema,
    names: namesSchema,
  },
  wholeObject,
)

export const userInputSchema: z.ZodType<UserInput, UserInput> = z.strictObject(
  { range: rangeSchema, userId },
  wholeObject,
)

export const userTimelineInputSchema: z.ZodType<UserTimelineInput, UserTimelineInput> = z.strictObject(
  { range: rangeSchema, userId, limit: count(LIMITS.rows), cursor },
  wholeObject,
)

export const promptsInputSchema: z.ZodType<PromptsInput, PromptsInput> = z.strictObject(
  {
    range: rangeSchema,
    search: text(LIMITS.labelLength).optional(),
    limit: count(100),
    offset: z
      .number(wrong('must be a number'))
      .int('must be a whole number')
      .min(0, 'must be 0 or more')
      .max(LIMITS.rowOffset, `must be at most ${LIMITS.rowOffset}`)
      .optional(),
    filters: filtersSchema,
    names: namesSchema,
    compare,
  },
  wholeObject,
)

export const promptFamiliesInputSchema: z.ZodType<PromptFamiliesInput, PromptFamiliesInput> = z.strictObject(
  { range: rangeSchema, limit: count(50), filters: filtersSchema, names: namesSchema },
  wholeObject,
)

export const promptTermsInputSchema: z.ZodType<PromptTermsInput, PromptTermsInput> = z.strictObject(
  { range: rangeSchema, limit: count(100), filters: filtersSchema, names: namesSchema },
  wholeObject,
)

export const promptLengthsInputSchema: z.ZodType<PromptLengthsInput, PromptLengthsInput> = z.strictObject(
  { range: rangeSchema, filters: filtersSchema, names: namesSchema, compare },
  wholeObject,
)
