import type { EventType, Issue } from '@son1k/contract'

/** How one field of REST is called in the contract, and how its value is read where that differs. */
type Field = { name: string; read?: (value: unknown) => unknown; complaint?: string }

/** The event types by their names in REST. */
const EVENT_TYPES: Record<string, EventType> = {
  session_start: 'session.start',
  session_end: 'session.end',
  generation_start: 'generation.start',
  generation: 'generation',
  interaction: 'interaction',
}
const outcomes = new Map<unknown, string>([
  [true, 'succeeded'],
  [false, 'failed'],
])

/** All fields of all bodies and queries: no name means two things, and what does not belong the contract leaves out. */
const NAMES: Record<string, string | Field> = {
  type: {
    name: 'type',
    read: (value) => (typeof value === 'string' && Object.hasOwn(EVENT_TYPES, value) ? EVENT_TYPES[value] : value),
    complaint: `must be one of ${Object.keys(EVENT_TYPES).join(', ')}`,
  },
  event_id: 'id',
  occurred_at: 'occurredAt',
  user_id: 'userId',
  session_id: 'sessionId',
  seq: 'seq',
  page: 'page',
  prompt: 'prompt',
  style: 'style',
  scale: 'scale',
  mood: 'mood',
  duration: 'durationSeconds',
  tempo: 'tempoBpm',
  instruments: 'instruments',
  ai_enhanced: 'aiEnhanced',
  parent_id: 'parentId',
  params: 'params',
  generation_id: 'generationId',
  generation_time: 'generationSeconds',
  success: { name: 'outcome', read: (value) => outcomes.get(value) ?? null, complaint: 'must be true or false' },
  error_message: 'errorMessage',
  action: 'action',
  element: 'element',
  value: 'value',
  metadata: 'metadata',
  sent_at: 'sentAt',
  key: 'key',
  events: 'events',
  dropped: 'dropped',
  days: 'days',
}
// A map, because a body may have a key such as `constructor`.
const FIELDS = new Map<string, Field>(
  Object.entries(NAMES).map(([key, field]) => [key, typeof field === 'string' ? { name: field } : field]),
)
const REST_NAMES = new Map([...FIELDS].map(([key, { name, complaint }]) => [name, { key, complaint }]))

/**
 * A body with the contract's names. Unknown fields are left out, and so is `null`: the old client sends it for what it
 * doesn't have. What is no object stays as it is, to be complained of.
 */
export function renameFields(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const renamed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(body)) {
    const field = FIELDS.get(key)
    if (field !== undefined && value !== null) renamed[field.name] = field.read ? field.read(value) : value
  }
  return renamed
}

/** What REST calls a field of the contract; nothing, where it has none for it. */
export const restNameOf = (name: string): string | undefined => REST_NAMES.get(name)?.key

/** What REST calls a type of event. */
export const restTypeOf = (type: string): string =>
  Object.keys(EVENT_TYPES).find((restType) => EVENT_TYPES[restType] === type) ?? type

/** Issues with the names of REST. */
export function renameIssues(issues: Issue[]): Issue[] {
  return issues.map(({ path, message }) => {
    const [first = '', ...rest] = path.split('.')
    const field = REST_NAMES.get(first)
    if (field === undefined) return { path, message }
    const said = message === 'is required' ? message : (field.complaint ?? message)
    return { path: [field.key, ...rest].join('.'), message: said }
  })
}
