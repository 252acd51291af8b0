import { z } from 'zod'
import { DIMENSIONS, type Dimension, FILTER_OPERATORS, type Filter, NAME_FORMS } from './dimension.js'
import { wrong } from './issues.js'
import { LIMITS } from './limits.js'
import { text } from './text.js'

export const dimensionSchema = z.enum(DIMENSIONS, wrong(`must be one of ${DIMENSIONS.join(', ')}`))

const YES_OR_NO = { pattern: /^(true|false)$/, words: 'true or false' }

/** Of the dimensions that have no free text: how a value is written. */
const FORMS: Partial<Record<Dimension, { pattern: RegExp; words: string }>> = {
  tempoBand: { pattern: /^(0|[1-9]\d{0,6}0)$/, words: 'the BPM that a band starts at, such as 120' },
  tempoOctave: { pattern: /^(0|[123]0|80|1[024]0)$/, words: '80, 100, 120, 140, or less than 40' },
  aiEnhanced: YES_OR_NO,
  bot: YES_OR_NO,
  hourOfWeek: { pattern: /^(\d|[1-9]\d|1[0-5]\d|16[0-7])$/, words: 'an hour of the week, 0 to 167' },
  instrumentCount: { pattern: /^(0|[1-9]\d{0,3})$/, words: 'a number of instruments' },
}

const filterSchema: z.ZodType<Filter, Filter> = z
  .strictObject(
    {
      dimension: dimensionSchema,
      op: z.enum(FILTER_OPERATORS, wrong(`must be one of ${FILTER_OPERATORS.join(', ')}`)),
      values: z
        .array(text(LIMITS.promptLength).min(1, 'must not be empty'), wrong('must be a list of texts'))
        .min(1, 'must hold at least one value')
        .max(LIMITS.filterValues, `must hold at most ${LIMITS.filterValues} values`),
    },
    'must be { dimension, op, values }',
  )
  .check(({ value, issues }) => {
    const report = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', path, message, input: value })
    const form = FORMS[value.dimension]
    if (form === undefined) return
    if (value.op === 'contains') report(['op'], `can't be contains: ${value.dimension} has no text`)
    for (const [index, each] of value.values.entries()) {
      if (!form.pattern.test(each)) report(['values', index], `must be ${form.words}`)
    }
  })

export const filtersSchema = z
  .array(filterSchema, wrong('must be a list of filters'))
  .max(LIMITS.filters, `must hold at most ${LIMITS.filters} filters`)
  .optional()

export const namesSchema = z.enum(NAME_FORMS, wrong(`must be one of ${NAME_FORMS.join(', ')}`)).optional()
