import { z } from 'zod'
import { filtersSchema, namesSchema } from './dimension.schema.js'
import { wrong } from './issues.js'
import { LIMITS } from './limits.js'
import type { Range, SummaryInput } from './query.js'

const dayMs = 24 * 60 * 60 * 1000
const days = z
  .number(wrong('must be a number'))
  .int('must be a whole number')
  .min(1, 'must be 1 or more')
  .max(LIMITS.rangeDays, `must be at most ${LIMITS.rangeDays}`)
const instant = z.iso.datetime({
  offset: true,
  ...wrong('must be a date and time as in RFC 3339, such as 2026-11-23T18:05:00Z'),
})

/** Exactly one of the two forms. One object, not a union, so that an error names the field. */
export const rangeSchema: z.ZodType<Range, Range> = z
  .strictObject(
    { days: days.optional(), from: instant.optional(), to: instant.optional() },
    'must be { days } or { from, to }',
  )
  .check(({ value, issues }) => {
    const report = (path: string, message: string) =>
      issues.push({ code: 'custom', path: path === '' ? [] : [path], message, input: value })
    const { from, to } = value
    if (value.days !== undefined) {
      if (from !== undefined || to !== undefined) report('', 'must be { days } or { from, to }, not both')
    } else if (from === undefined || to === undefined) {
      if (from === undefined && to === undefined) report('', 'must be { days } or { from, to }')
      else report(from === undefined ? 'from' : 'to', 'is required')
    } else {
      const lengthMs = Date.parse(to) - Date.parse(from)
      if (lengthMs <= 0) report('to', 'must be after `from`')
      if (lengthMs > LIMITS.rangeMonths * 31 * dayMs)
        report('to', `must be at most ${LIMITS.rangeMonths} months after \`from\``)
    }
  }) as unknown as z.ZodType<Range, Range>

export const summaryInputSchema: z.ZodType<SummaryInput, SummaryInput> = z.strictObject(
  {
    range: rangeSchema,
    compare: z.boolean('must be true or false').optional(),
    filters: filtersSchema,
    names: namesSchema,
  },
  wrong('must be a JSON object'),
)
