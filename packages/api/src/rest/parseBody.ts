import { AnalyticsError, toIssues } from '@son1k/contract'
import type { z } from 'zod'
import { describeIssues } from '../describeIssues.js'
import { type Fields, renameFields, renameIssues } from './fields.js'

/**
 * A body or query in the names of REST, checked.
 * @throws AnalyticsError `VALIDATION_FAILED`, with the names that the caller used
 */
export function parseBody<T>(body: unknown, { fields, schema }: { fields: Fields; schema: z.ZodType<T> }): T {
  const parsed = schema.safeParse(renameFields(body, fields))
  if (parsed.success) return parsed.data
  const issues = renameIssues(toIssues(parsed.error), fields)
  throw new AnalyticsError('VALIDATION_FAILED', describeIssues(issues), { issues })
}
