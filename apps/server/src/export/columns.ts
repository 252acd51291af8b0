import type { StoredEvent } from '@son1k/store'

/** A column of a table of events. `json` is text in a table that has no lists and objects. */
export type Column = { name: string; type: 'text' | 'time' | 'whole' | 'number' | 'boolean' | 'json' }
/** What a client lost is counted, not stored. */
type FieldName = Exclude<StoredEvent extends infer E ? (E extends unknown ? keyof E : never) : never, 'dropped'>

const TYPES = {
  type: 'text',
  id: 'text',
  occurredAt: 'time',
  userId: 'text',
  sessionId: 'text',
  seq: 'whole',
  page: 'text',
  generationId: 'text',
  outcome: 'text',
  prompt: 'text',
  style: 'text',
  scale: 'text',
  mood: 'text',
  durationSeconds: 'number',
  tempoBpm: 'number',
  instruments: 'json',
  aiEnhanced: 'boolean',
  generationSeconds: 'number',
  errorMessage: 'text',
  parentId: 'text',
  params: 'json',
  action: 'text',
  element: 'text',
  value: 'text',
  metadata: 'json',
  context: 'json',
  receivedAt: 'time',
  browser: 'text',
  os: 'text',
  device: 'text',
  isBot: 'boolean',
} as const satisfies Record<FieldName, Column['type']>

/** Every field of every event, in the order of the table. */
export const COLUMNS: Column[] = Object.entries(TYPES).map(([name, type]) => ({ name, type }))

/** The fields of an event by name: none has all of them. */
export const fieldsOf = (event: StoredEvent): Record<string, unknown> => ({ ...event })
