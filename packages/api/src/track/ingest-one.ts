import { AnalyticsError, type Event, LIMITS, utf8Length } from '@son1k/contract'
import type { Context } from '../context.js'
import { describeIssues } from '../describe-issues.js'
import { ingest } from './ingest.js'

/**
 * A body of this size becomes no event that is too large, whatever is written shorter there (`1e20`, `user_id`), or is
 * added: so that most events needn't be made JSON only to be measured.
 */
const SMALL_BODY_BYTES = LIMITS.eventBytes / 8

/**
 * Stores one checked event; once more is the same as once.
 * @throws AnalyticsError `BODY_TOO_LARGE`, or `VALIDATION_FAILED` when its time can't be
 */
export async function ingestOne(context: Context, event: Event): Promise<void> {
  if (context.bodyBytes > SMALL_BODY_BYTES) refuseLarge(event)
  const [result] = await ingest(context, [event])
  if (result?.status !== 'rejected') return
  const issues = [{ path: 'occurredAt', message: result.message }]
  const error = new AnalyticsError('VALIDATION_FAILED', describeIssues(issues), { issues })
  context.drops.countError(error, { appId: context.appId })
  throw error
}

function refuseLarge(event: Event): void {
  const bytes = utf8Length(JSON.stringify(event))
  if (bytes > LIMITS.eventBytes)
    throw new AnalyticsError('BODY_TOO_LARGE', `The event is ${bytes} bytes, at most ${LIMITS.eventBytes} are taken`)
}
