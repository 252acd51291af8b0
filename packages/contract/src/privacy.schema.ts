import { z } from 'zod'
import { wrong } from './issues.js'
import { LIMITS } from './limits.js'
import type { PersonInput } from './privacy.js'

export const userIdSchema = z
  .string(wrong('must be text'))
  .min(1, 'must not be empty')
  .max(LIMITS.userIdLength, `must be at most ${LIMITS.userIdLength} characters`)

export const personInputSchema: z.ZodType<PersonInput, PersonInput> = z.strictObject(
  { userId: userIdSchema },
  wrong('must be a JSON object'),
)
