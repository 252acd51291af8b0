import { z } from 'zod'
import {
  type ChangeAppInput,
  type CreateAppInput,
  type CreateTokenInput,
  type NamesInput,
  RIGHTS,
  type SetNamesInput,
  type TokenInput,
} from './admin.js'
import { NAMED_DIMENSIONS, type NameSynonym } from './dimension.js'
import { wrong } from './issues.js'
import { LIMITS } from './limits.js'

const slug = z
  .string(wrong('must be text'))
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 small letters, digits and hyphens, such as studio')
const text = z
  .string(wrong('must be text'))
  .min(1, 'must not be empty')
  .max(LIMITS.labelLength, `must be at most ${LIMITS.labelLength} characters`)
/** As browsers write it: a name in small letters or an address, and a port where it is not the usual one. */
const ORIGIN = /^(\*|https?:\/\/([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?)$/
const origins = z
  .array(z.string().regex(ORIGIN, 'must be an origin such as https://music.example, or *'), wrong('must be a list'))
  .max(LIMITS.origins, `must be at most ${LIMITS.origins} origins`)
  .nullable()
const retentionMessage = 'must be a whole number of days of at least 8, because events are sent again for a week, or 0'
const retentionDays = z
  .number(wrong(retentionMessage))
  .int(retentionMessage)
  .max(36_500, 'must be at most 36500')
  .refine((days) => days === 0 || days >= 8, retentionMessage)
  .nullable()
const whole = wrong('must be a JSON object')

export const createAppInputSchema: z.ZodType<CreateAppInput, CreateAppInput> = z.strictObject(
  {
    slug,
    name: text.optional(),
    timeZone: text.optional(),
    origins: origins.optional(),
    retentionDays: retentionDays.optional(),
  },
  whole,
)

export const changeAppInputSchema: z.ZodType<ChangeAppInput, ChangeAppInput> = z.strictObject(
  {
    app: slug,
    name: text.optional(),
    timeZone: text.optional(),
    origins: origins.optional(),
    retentionDays: retentionDays.optional(),
    requiresKey: z.boolean('must be true or false').optional(),
  },
  whole,
)

export const createTokenInputSchema: z.ZodType<CreateTokenInput, CreateTokenInput> = z
  .strictObject(
    { right: z.enum(RIGHTS, `must be one of ${RIGHTS.join(', ')}`), app: slug.optional(), label: text.optional() },
    whole,
  )
  .check(({ value: { right, app }, issues }) => {
    const report = (message: string) => issues.push({ code: 'custom', path: ['app'], message, input: app })
    if (right === 'track' && app === undefined) report('is required: a write key is of one app')
    if (right === 'admin' && app !== undefined) report('must be left out: an admin token is for all apps')
  })

export const tokenInputSchema: z.ZodType<TokenInput, TokenInput> = z.strictObject(
  { id: z.number(wrong('must be the number of a token')).int('must be the number of a token') },
  whole,
)

export const nameSynonymSchema: z.ZodType<NameSynonym, NameSynonym> = z.strictObject(
  {
    dimension: z.enum(NAMED_DIMENSIONS, wrong(`must be one of ${NAMED_DIMENSIONS.join(', ')}`)),
    name: text,
    means: text,
  },
  whole,
)

export const namesInputSchema: z.ZodType<NamesInput, NamesInput> = z.strictObject({ app: slug }, whole)

export const setNamesInputSchema: z.ZodType<SetNamesInput, SetNamesInput> = z.strictObject(
  {
    app: slug,
    synonyms: z
      .array(nameSynonymSchema, wrong('must be a list'))
      .max(LIMITS.nameSynonyms, `must be at most ${LIMITS.nameSynonyms} names`),
  },
  whole,
)
