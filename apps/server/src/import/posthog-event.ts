import { uuidOf } from './event-id.js'
import { known, labelOf, pathOf } from './foreign-text.js'
import { instantOf } from './local-time.js'
import { type Fields, isFields, type ReadRow } from './source.js'

/**
 * An event of a PostHog batch export or download, one JSON object a line. Events of its own, whose names begin with a
 * dollar, are kept where they say what a person did: a page view, a click, an error.
 */
export const readPosthogEvent: ReadRow = (row) => {
  const { uuid, event, distinct_id: user, timestamp } = row
  if (typeof event !== 'string' || typeof user !== 'string') return { problem: 'has no event and distinct_id' }
  const occurredAt = instantOf(timestamp, 'UTC')
  if (occurredAt === undefined) return { problem: 'timestamp must be a date and time' }
  const properties = propertiesOf(row.properties)
  const page = pathOf(properties.$pathname ?? properties.$current_url)
  const what = whatHappened(event, { ...row, properties, page })
  if (what === undefined) return { events: [], names: 'contract' }
  const base = {
    type: 'interaction',
    id: uuidOf('posthog event', uuid),
    occurredAt,
    userId: user,
    sessionId: uuidOf('posthog session', properties.$session_id),
    page,
  }
  return { events: [known({ ...base, ...what })], names: 'contract' }
}

type Happened = Fields & { properties: Fields; page: string | undefined }

function whatHappened(event: string, { properties, page, elements_chain: chain }: Happened): Fields | undefined {
  switch (event) {
    case '$pageview':
    case '$screen':
      return known({ action: 'page_view', element: 'page', value: page ?? labelOf(properties.$screen_name) })
    case '$autocapture':
      return { action: labelOf(properties.$event_type) ?? 'click', element: elementOf(chain) ?? 'element' }
    case '$exception':
      return { action: 'error', element: 'window', value: messageOf(properties) }
    default:
      if (event.startsWith('$')) return undefined
      return { action: labelOf(event), element: 'event', metadata: ownProperties(properties) }
  }
}

/** Of a chain such as `button.btn.primary:attr__id="go"nth-child="1";div.card:…`, the first: `BUTTON#go.btn.primary`. */
function elementOf(chain: unknown): string | undefined {
  const first = typeof chain === 'string' ? /^([\w-]+)((?:\.[^:;."]+)*)(?::([^;]*))?/.exec(chain) : null
  if (first === null) return undefined
  const [, tag = '', classes = '', attributes = ''] = first
  const id = /attr__id="([^"]+)"/.exec(attributes)?.[1]
  return labelOf(`${tag.toUpperCase()}${id === undefined ? '' : `#${id}`}${classes}`)
}

function messageOf(properties: Fields): string | undefined {
  const { $exception_message: message, $exception_values: values } = properties
  if (typeof message === 'string') return message
  return Array.isArray(values) && typeof values[0] === 'string' ? values[0] : undefined
}

/** What the site itself sent along: PostHog's own properties tell of the browser, the address and the place. */
const ownProperties = (properties: Fields) =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith('$') && name !== 'token'))

/** Some of its exports have them as JSON in a text. */
function propertiesOf(value: unknown): Fields {
  if (typeof value !== 'string') return isFields(value) ? value : {}
  try {
    const parsed: unknown = JSON.parse(value)
    return isFields(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
