import { describeIssues } from '@son1k/api'
import { AnalyticsError, toIssues } from '@son1k/contract'
import type { z } from 'zod'

/** What was typed, as a schema of the contract wants it. @throws AnalyticsError `VALIDATION_FAILED`, naming what is wrong */
export function checked<Input>(schema: z.ZodType<Input>, typed: unknown): Input {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  throw new AnalyticsError('VALIDATION_FAILED', describeIssues(toIssues(parsed.error)))
}
