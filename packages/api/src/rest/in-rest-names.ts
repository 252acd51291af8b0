import { AnalyticsError } from '@son1k/contract'
import { describeIssues } from '../describe-issues.js'
import { toAnalyticsError } from '../errors.js'
import { renameIssues } from './fields.js'

/** What was thrown, with its fields called as REST calls them. */
export function inRestNames(thrown: unknown, requestId: string): AnalyticsError {
  const error = toAnalyticsError(thrown, requestId)
  if (error.issues === undefined) return error
  const issues = renameIssues(error.issues)
  return new AnalyticsError(error.code, describeIssues(issues), { issues, cause: error })
}
