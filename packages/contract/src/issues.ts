import type { z } from 'zod'
import type { Issue } from './errors.js'

/** A schema's complaints as paths and messages. */
export function toIssues(error: z.core.$ZodError): Issue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.code === 'unrecognized_keys' ? `does not know ${issue.keys.join(', ')}` : issue.message,
  }))
}

/** The parameter of a check that complains with `message`, or with `is required` where there is nothing to check. */
export const wrong = (message: string) => ({
  error: ({ input }: { input?: unknown }): string => (input === undefined ? 'is required' : message),
})
