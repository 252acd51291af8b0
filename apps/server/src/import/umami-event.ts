import { AnalyticsError } from '@son1k/contract'
import { idOf, uuidOf } from './event-id.js'
import { known, labelOf, pathOf } from './foreign-text.js'
import { instantOf } from './local-time.js'
import type { ReadRow } from './source.js'

const NEEDED = ['event_id', 'session_id', 'url_path', 'event_type', 'created_at']

/**
 * `website_event.csv` of an Umami export: a page view, or an event by its name. What Umami calls a visit is our session,
 * and its session, which lasts a month, is our user; times are UTC.
 * @throws AnalyticsError `VALIDATION_FAILED` where it is another file
 */
export function umamiReader(columns: string[]): ReadRow {
  const missing = NEEDED.filter((name) => !columns.includes(name))
  if (missing.length > 0) {
    const message = `This is no website_event.csv of an Umami export: it has no column ${missing.join(', ')}`
    throw new AnalyticsError('VALIDATION_FAILED', message)
  }
  return (row) => {
    const occurredAt = instantOf(row.created_at, 'UTC')
    if (occurredAt === undefined) return { problem: 'created_at must be a date and time' }
    const action = actionOf(row.event_type, row.event_name)
    // Performance figures, clicked links and pixels.
    if (action === undefined) return { events: [], names: 'contract' }
    const page = pathOf(row.url_path)
    const { hostname, page_title: title, referrer_domain: referrer, tag } = row
    const event = known({
      type: 'interaction',
      id: uuidOf('umami event', row.event_id) ?? idOf('umami', row),
      occurredAt,
      userId: labelOf(row.distinct_id) ?? `umami:${row.session_id ?? ''}`,
      sessionId: uuidOf('umami visit', row.visit_id ?? row.session_id),
      page,
      action,
      element: action === 'page_view' ? 'page' : 'event',
      value: action === 'page_view' ? page : undefined,
      metadata: known({ ...{ hostname, title, referrer, tag } }),
    })
    return { events: [event], names: 'contract' }
  }
}

function actionOf(type: unknown, name: unknown): string | undefined {
  if (type === '1') return 'page_view'
  return type === '2' ? labelOf(name) : undefined
}
