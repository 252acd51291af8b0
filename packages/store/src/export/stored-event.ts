import type { EventBase, Track } from '@son1k/contract'
import { outcomeOfCode, typeOfCode } from '../db/codes.js'
import type { StoredEvent } from '../store.js'

/** An event as the database holds it, with its texts. JSON: `context`, `instruments`, `params`, `metadata`. */
export type StoredRow = {
  id: number
  type: number
  uuid: string
  at: number
  receivedAt: number
  seq: number | null
  userId: string
  sessionId: string | null
  page: string | null
  browser: string
  os: string
  device: string
  isBot: number
  context: string | null
  generationId: string | null
  parentId: string | null
  prompt: string | null
  style: string | null
  scale: string | null
  mood: string | null
  durationMs: number | null
  tempoMilliBpm: number | null
  instruments: string | null
  aiEnhanced: number | null
  params: string | null
  outcome: number | null
  generationMs: number | null
  error: string | null
  action: string | null
  element: string | null
  value: string | null
  metadata: string | null
}

/** The event that a row was made of, as far as it is kept: its time is the corrected one. */
export function storedEvent(row: StoredRow): StoredEvent {
  const type = typeOfCode(row.type)
  const known = {
    ...withoutNulls({
      id: uuidOf(row.uuid),
      occurredAt: new Date(row.at).toISOString(),
      userId: row.userId,
      sessionId: row.sessionId === null ? null : uuidOf(row.sessionId),
      seq: row.seq,
      page: row.page,
    }),
    ...deliveryOf(row),
  } satisfies EventBase
  switch (type) {
    case 'session.start':
      return { type, ...inSession(known), ...withoutNulls({ context: json(row.context) }) }
    case 'session.end':
      return { type, ...inSession(known) }
    case 'generation.start':
      return { type, ...known, generationId: row.generationId ?? known.id, ...trackOf(row) }
    case 'generation':
      return {
        type,
        ...known,
        outcome: outcomeOfCode(row.outcome ?? 0),
        ...withoutNulls({
          generationId: row.generationId,
          generationSeconds: units(row.generationMs),
          errorMessage: row.error,
        }),
        ...trackOf(row),
      }
    case 'interaction': {
      const { value, generationId } = row
      const more = withoutNulls({ value, metadata: json(row.metadata), generationId })
      return { type, ...known, action: row.action ?? '', element: row.element ?? '', ...more }
    }
  }
}

function trackOf(row: StoredRow): Track {
  const { prompt, style, scale, mood, parentId } = row
  return {
    ...withoutNulls({ prompt, style, scale, mood, parentId }),
    ...withoutNulls({ durationSeconds: units(row.durationMs), tempoBpm: units(row.tempoMilliBpm) }),
    ...withoutNulls({ instruments: json<string[]>(row.instruments), params: json(row.params) }),
    ...(row.aiEnhanced === 1 && { aiEnhanced: true }),
  }
}

const deliveryOf = ({ receivedAt, browser, os, device, isBot }: StoredRow) => ({
  receivedAt: new Date(receivedAt).toISOString(),
  ...(browser !== '' && { browser }),
  ...(os !== '' && { os }),
  ...(device !== '' && { device }),
  ...(isBot === 1 && { isBot: true }),
})

/** Starts and ends of sessions have always named one: the contract demands it. */
const inSession = <E extends EventBase>(event: E) => ({ ...event, sessionId: event.sessionId ?? event.id })
const units = (thousandths: number | null) => (thousandths === null ? null : thousandths / 1_000)
const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Holds at run time: the ingest wrote the text from a value of the contract. */
const json = <T = Record<string, never>>(text: string | null) => (text === null ? null : (JSON.parse(text) as T))

type WithoutNulls<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>
}
/** Holds at run time: what is left has no nulls. */
const withoutNulls = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as WithoutNulls<T>
