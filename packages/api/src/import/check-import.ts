import { type Event, LIMITS, parseEvent, type RejectionCode } from '@son1k/contract'
import { describeIssues } from '../describe-issues.js'
import { renameIssues } from '../rest/fields.js'

/** In whose names the fields of an event are told, and the server's time in milliseconds UTC: nothing can have happened later. */
export type ImportCheck = { names: 'contract' | 'rest'; now: number }

/** Checks an event that is imported: it may be of any age. */
export function checkImport(
  candidate: unknown,
  { names, now }: ImportCheck,
): { event: Event } | { code: RejectionCode; message: string } {
  const parsed = parseEvent(candidate)
  if ('issues' in parsed) {
    const issues = names === 'rest' ? renameIssues(parsed.issues) : parsed.issues
    return { code: parsed.code, message: describeIssues(issues, 'the event') }
  }
  const { occurredAt } = parsed.event
  const at = Date.parse(occurredAt)
  if (at > now + LIMITS.eventFutureMs)
    return { code: 'VALIDATION_FAILED', message: `${occurredAt} is in the future: is it of another time zone?` }
  if (at < 0) return { code: 'VALIDATION_FAILED', message: `${occurredAt} is before 1970` }
  return parsed
}
