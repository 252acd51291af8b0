import type { SqlValue } from '../db/transaction.js'
import type { EventRow, RowField } from './event-row.js'

/** The places of the fields in an encoded row. */
export const FIELD = {
  appId: 0,
  uuid: 1,
  type: 2,
  userId: 3,
  sessionId: 4,
  at: 5,
  receivedAt: 6,
  clientSkewMs: 7,
  seq: 8,
  page: 9,
  agent: 10,
  context: 11,
  generationId: 12,
  parentId: 13,
  prompt: 14,
  style: 15,
  scale: 16,
  mood: 17,
  durationMs: 18,
  tempoMilliBpm: 19,
  instruments: 20,
  aiEnhanced: 21,
  params: 22,
  outcome: 23,
  generationMs: 24,
  error: 25,
  action: 26,
  element: 27,
  value: 28,
  metadata: 29,
  errorGroup: 30,
} as const satisfies Record<RowField, number>

type Encoded<Value> = undefined extends Value ? Exclude<Value, undefined> | null : Value

/** An event's values by their places; null where it has none. */
export type EncodedRow = { [Field in RowField as (typeof FIELD)[Field]]: Encoded<EventRow[Field]> }

/** The fields whose texts the dictionary holds. */
export const LABEL_FIELDS = [
  FIELD.page,
  FIELD.context,
  FIELD.prompt,
  FIELD.style,
  FIELD.scale,
  FIELD.mood,
  FIELD.instruments,
  FIELD.error,
  FIELD.action,
  FIELD.element,
  FIELD.value,
  FIELD.errorGroup,
] as const

const ORDER = (Object.keys(FIELD) as RowField[]).sort((a, b) => FIELD[a] - FIELD[b])

/** A row as JSON text. */
export const encodeRow = (row: EventRow): string => JSON.stringify(ORDER.map((field) => row[field]))

/** The rows of a text. Their UUIDs become 32 hexadecimal digits, which compare as their bytes do. */
export function decodeRows(json: string): EncodedRow[] {
  const rows = parseRows(json)
  for (const row of rows) {
    const sessionId = row[FIELD.sessionId]
    row[FIELD.uuid] = hexOf(row[FIELD.uuid])
    if (sessionId !== null) row[FIELD.sessionId] = hexOf(sessionId)
  }
  return rows
}

const hexOf = (uuid: string) => uuid.replaceAll('-', '').toLowerCase()

/** Holds at run time: the text is an array of rows that `encodeRow` made. */
const parseRows = (json: string) => JSON.parse(json) as EncodedRow[]

/** A copy of the values, in order. Holds at run time: an encoded row is an array. */
export const valuesOf = (row: EncodedRow): SqlValue[] => (row as unknown as SqlValue[]).slice()
