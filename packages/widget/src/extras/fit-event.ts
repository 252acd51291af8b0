import type { Event, Json, LIMITS } from '@son1k/contract'

const LABEL: typeof LIMITS.labelLength = 200
const MESSAGE: typeof LIMITS.messageLength = 2_000
const ID: typeof LIMITS.userIdLength & typeof LIMITS.generationIdLength = 128
const PROMPT: typeof LIMITS.promptLength = 4_000
const INSTRUMENTS: typeof LIMITS.instruments = 32
const RECORD_BYTES: typeof LIMITS.metadataBytes = 4_096
const RECORD_DEPTH: typeof LIMITS.metadataDepth = 5
const EVENT_BYTES: typeof LIMITS.eventBytes = 16_384
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The value as it may be sent; undefined leaves the field out. */
type Fit = (value: Json) => Json | undefined
type FieldOf<E> = E extends Event ? keyof E : never

const asIs: Fit = (value) => value
const upTo =
  (length: number): Fit =>
  (value) =>
    cut(value, length)
const below =
  (max: number): Fit =>
  (value) =>
    typeof value === 'number' && value >= 0 && value <= max ? value : undefined
const record: Fit = (value) => (jsonBytes(value) > RECORD_BYTES || depth(value) > RECORD_DEPTH ? undefined : value)
const instruments: Fit = (value) =>
  Array.isArray(value) ? value.slice(0, INSTRUMENTS).map((text) => cut(text, LABEL)) : undefined

const fits = {
  ...{ id: asIs, occurredAt: asIs, type: asIs, seq: asIs, outcome: asIs, aiEnhanced: asIs, dropped: asIs },
  ...{ userId: upTo(ID), generationId: upTo(ID), parentId: upTo(ID) },
  sessionId: (value) => (typeof value === 'string' && UUID.test(value) ? value : undefined),
  ...{ action: upTo(LABEL), element: upTo(LABEL), page: upTo(LABEL) },
  ...{ style: upTo(LABEL), scale: upTo(LABEL), mood: upTo(LABEL), instruments },
  ...{ prompt: upTo(PROMPT), value: upTo(MESSAGE), errorMessage: upTo(MESSAGE) },
  ...{ durationSeconds: below(86_400), generationSeconds: below(86_400), tempoBpm: below(10_000) },
  ...{ metadata: record, params: record, context: record },
} satisfies Record<FieldOf<Event>, Fit>

/** Each may fit while all together don't: Japanese takes 3 bytes a character, control characters 6. */
const expendable = ['instruments', 'params', 'errorMessage', 'prompt', 'metadata', 'value']

/**
 * Makes an event that the server's limits accept: texts are made of what should be one and cut, lists are cut, what can't
 * be mended, or the server doesn't know, is left out.
 * @returns the event, and the names of the fields that are no longer what they were
 */
export function fitEvent(event: Event): { event: Event; cut: string[] } {
  const given = toFields(event)
  const fitted: Fields = {}
  for (const [name, fit] of Object.entries<Fit>(fits)) {
    const value = given[name]
    const kept = value == null ? value : fit(value)
    if (kept !== undefined) fitted[name] = kept
  }
  for (const name of expendable) if (jsonBytes(fitted) > EVENT_BYTES) delete fitted[name]
  const isChanged = (name: string) => JSON.stringify(fitted[name]) !== JSON.stringify(given[name])
  return { event: toEvent(fitted), cut: Object.keys(given).filter(isChanged) }
}

type Fields = Record<string, Json>

/** At most `length` UTF-16 units. What a database can't keep, half a character or U+0000, becomes U+FFFD. */
const cut = (value: Json, length: number): string =>
  (typeof value === 'string' ? value : JSON.stringify(value))
    .slice(0, length)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\0', '\ufffd')

function depth(value: Json): number {
  return typeof value === 'object' && value ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0
}

const jsonBytes = (value: Json): number => new TextEncoder().encode(JSON.stringify(value)).length

/** An event that waits is JSON: an object of JSON values. */
const toFields = (event: Event): Fields => ({ ...event }) as unknown as Fields
/** Fields were cut or left out, and only optional ones are left out. */
const toEvent = (fields: Fields): Event => fields as unknown as Event
