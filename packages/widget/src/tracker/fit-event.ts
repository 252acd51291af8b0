import type { Event, Json, LIMITS } from '@son1k/contract'
import { cut } from './text.js'

const LABEL: typeof LIMITS.labelLength = 200
const MESSAGE: typeof LIMITS.messageLength = 2_000
const ID: typeof LIMITS.userIdLength & typeof LIMITS.generationIdLength = 128
const PROMPT: typeof LIMITS.promptLength = 4_000
const INSTRUMENTS: typeof LIMITS.instruments = 32
const RECORD_BYTES: typeof LIMITS.metadataBytes = 4_096
const RECORD_DEPTH: typeof LIMITS.metadataDepth = 5
const EVENT_BYTES: typeof LIMITS.eventBytes = 16_384

const lengths: Fields<number | undefined> = { prompt: PROMPT, value: MESSAGE, errorMessage: MESSAGE }

/**
 * Makes an event that the server's limits accept: texts and lists are cut, what can't be cut is left out.
 * What comes back is plain JSON and shares nothing with what the host page gave.
 * @throws TypeError when a part of it can't be written as JSON (a cycle, a BigInt)
 */
export function fitEvent(event: Event): Event {
  const fields = toFields(event)
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') fields[name] = cut(value, lengths[name] ?? (name.endsWith('Id') ? ID : LABEL))
    else if (Array.isArray(value)) fields[name] = value.slice(0, INSTRUMENTS).map((text) => cut(`${text}`, LABEL))
    else if (depth(value) > RECORD_DEPTH || jsonBytes(value) > RECORD_BYTES) delete fields[name]
  }
  // Each may fit while all together don't: Japanese takes 3 bytes a character, control characters 6.
  for (const name of ['instruments', 'params', 'errorMessage', 'prompt']) {
    if (jsonBytes(fields) > EVENT_BYTES) delete fields[name]
  }
  return toEvent(fields)
}

type Fields<T> = Record<string, T>

function depth(value: Json): number {
  return typeof value === 'object' && value ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0
}

const jsonBytes = (value: Json): number => new TextEncoder().encode(JSON.stringify(value)).length

/** An event's JSON is an object of JSON values. */
const toFields = (event: Event): Fields<Json> => JSON.parse(JSON.stringify(event)) as Fields<Json>
/** Fields were cut or left out, and only optional ones are left out. */
const toEvent = (fields: Fields<Json>): Event => fields as unknown as Event
