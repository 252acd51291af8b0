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

const lengths: Fields<number> = { prompt: PROMPT, value: MESSAGE, errorMessage: MESSAGE }
for (const name of ['userId', 'generationId', 'parentId']) lengths[name] = ID
for (const name of ['action', 'element', 'page', 'style', 'scale', 'mood']) lengths[name] = LABEL

const most: Fields<number> = { durationSeconds: 86_400, generationSeconds: 86_400, tempoBpm: 10_000 }

/**
 * Makes an event that the server's limits accept: texts are made of what should be one and cut, lists are cut, what can't
 * be mended is left out.
 */
export function fitEvent(event: Event): Event {
  const fields = toFields(event)
  for (const [name, value] of Object.entries(fields)) {
    const fitted = value === null ? value : fit(name, value)
    if (fitted === undefined) delete fields[name]
    else fields[name] = fitted
  }
  // Each may fit while all together don't: Japanese takes 3 bytes a character, control characters 6.
  const optional = ['value', 'metadata', 'prompt', 'errorMessage', 'params', 'instruments']
  while (jsonBytes(fields) > EVENT_BYTES) delete fields[optional.pop() ?? '']
  return toEvent(fields)
}

function fit(name: string, value: Json): Json | undefined {
  const length = lengths[name]
  if (length !== undefined) return cut(`${value}`, length)
  const max = most[name]
  if (max !== undefined) return typeof value === 'number' && value >= 0 && value <= max ? value : undefined
  if (name === 'sessionId') return UUID.test(`${value}`) ? value : undefined
  if (name === 'instruments')
    return Array.isArray(value) ? value.slice(0, INSTRUMENTS).map((text) => cut(`${text}`, LABEL)) : undefined
  return depth(value) > RECORD_DEPTH || jsonBytes(value) > RECORD_BYTES ? undefined : value
}

type Fields<T> = Record<string, T>

/** At most `length` UTF-16 units. What a database can't keep, half a character or U+0000, becomes U+FFFD. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\0', '\ufffd')

function depth(value: Json): number {
  return typeof value === 'object' && value ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0
}

const jsonBytes = (value: Json): number => new TextEncoder().encode(JSON.stringify(value)).length

/** An event that waits is JSON: an object of JSON values. */
const toFields = (event: Event): Fields<Json> => ({ ...event }) as unknown as Fields<Json>
/** Fields were cut or left out, and only optional ones are left out. */
const toEvent = (fields: Fields<Json>): Event => fields as unknown as Event
