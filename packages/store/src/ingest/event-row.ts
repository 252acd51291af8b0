import type { Event, Track } from '@son1k/contract'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { fingerprint } from './fingerprint.js'
import type { Agent } from './import-agent.js'

const EMPTY_ROW = {
  appId: 0,
  uuid: '',
  type: 0,
  userId: '',
  sessionId: undefined as string | undefined,
  at: 0,
  receivedAt: 0,
  clientSkewMs: undefined as number | undefined,
  seq: undefined as number | undefined,
  page: undefined as string | undefined,
  agent: '',
  /** JSON. */
  context: undefined as string | undefined,
  generationId: undefined as string | undefined,
  parentId: undefined as string | undefined,
  prompt: undefined as string | undefined,
  style: undefined as string | undefined,
  scale: undefined as string | undefined,
  mood: undefined as string | undefined,
  durationMs: undefined as number | undefined,
  tempoMilliBpm: undefined as number | undefined,
  /** A JSON array. */
  instruments: undefined as string | undefined,
  aiEnhanced: undefined as number | undefined,
  /** JSON. */
  params: undefined as string | undefined,
  outcome: undefined as number | undefined,
  generationMs: undefined as number | undefined,
  error: undefined as string | undefined,
  action: undefined as string | undefined,
  element: undefined as string | undefined,
  value: undefined as string | undefined,
  /** JSON. */
  metadata: undefined as string | undefined,
  /** The fingerprint of an error. */
  errorGroup: undefined as string | undefined,
}

/** An event as it goes to the writer: flat, in the units of the database, its texts not yet numbers. */
export type EventRow = typeof EMPTY_ROW
export type RowField = keyof EventRow

/** What is known of an event beyond itself. Times in milliseconds UTC. */
export type Circumstances = {
  appId: number
  at: number
  receivedAt: number
  clientSkewMs?: number | undefined
  agent: Agent
}

export function eventRow(event: Event, circumstances: Circumstances): EventRow {
  const row: EventRow = {
    ...EMPTY_ROW,
    ...circumstances,
    uuid: event.id,
    type: TYPE_CODES[event.type],
    userId: event.userId,
    sessionId: event.sessionId,
    seq: event.seq,
    page: event.page,
  }
  switch (event.type) {
    case 'session.start':
      row.context = json(event.context)
      return row
    case 'session.end':
      return row
    case 'generation.start':
      row.generationId = event.generationId
      return addTrack(row, event)
    case 'generation':
      row.generationId = event.generationId === event.id ? undefined : event.generationId
      row.outcome = OUTCOME_CODES[event.outcome ?? 'succeeded']
      row.generationMs = thousandths(event.generationSeconds)
      row.error = event.errorMessage ?? undefined
      if (row.outcome === OUTCOME_CODES.failed && row.error !== undefined) row.errorGroup = fingerprint(row.error)
      return addTrack(row, event)
    case 'interaction':
      row.generationId = event.generationId
      row.action = event.action
      row.element = event.element
      row.value = event.value ?? undefined
      row.metadata = json(event.metadata)
      if (event.action === PAGE_ERROR) row.errorGroup = pageErrorGroup(event.value, event.metadata?.error_stack)
      return row
  }
}

/** The action of an interaction that is an error of the page: its value is the message, `error_stack` of its metadata the stack. */
export const PAGE_ERROR = 'error'

export const pageErrorGroup = (message: string | null | undefined, stack: unknown): string =>
  fingerprint(message ?? '', typeof stack === 'string' ? stack : undefined)

function addTrack(row: EventRow, track: Track): EventRow {
  row.parentId = track.parentId
  row.prompt = track.prompt
  row.style = track.style
  row.scale = track.scale
  row.mood = track.mood
  row.durationMs = thousandths(track.durationSeconds)
  row.tempoMilliBpm = thousandths(track.tempoBpm)
  row.instruments = track.instruments?.length ? JSON.stringify(track.instruments) : undefined
  row.aiEnhanced = track.aiEnhanced ? 1 : 0
  row.params = json(track.params)
  return row
}

const thousandths = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 1_000))
const json = (value: object | undefined) =>
  value === undefined || Object.keys(value).length === 0 ? undefined : JSON.stringify(value)
