import { z } from 'zod'
import { wrong } from './issues.js'

/** Half a surrogate pair has no UTF-8, and a database driver ends a text at U+0000: neither would come back as it was. */
export const isStorable = (value: string) => value.isWellFormed() && !value.includes('\0')

/** A text of at most `max` UTF-16 code units that comes back from the database as it was. */
export const text = (max: number) =>
  z
    .string(wrong('must be text'))
    .max(max, `must be at most ${max} characters`)
    .refine(isStorable, 'must be well-formed Unicode without U+0000')
