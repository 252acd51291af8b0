import {
  batchSchema,
  type ErrorCode,
  eventSchema,
  generationInputSchema,
  interactionInputSchema,
  LIMITS,
  sessionEndInputSchema,
  sessionStartInputSchema,
} from '@son1k/contract'
import type { z } from 'zod'
import { ANSWERS } from './answers.js'
import { type JsonSchema, restSchemaOf } from './rest-schema.js'

/** One address of the REST surface, as it is described. */
export type Operation = {
  summary: string
  details: string
  query?: { name: string; description: string; schema: JsonSchema; example: unknown }[]
  /** The schema is made when it is asked for: a start needs none. */
  body?: { schema: () => JsonSchema; example: Record<string, unknown> }
  answer: { schema: z.ZodType; example: Record<string, unknown> }
  errors: ErrorCode[]
}

const ALWAYS: ErrorCode[] = ['RATE_LIMITED', 'STORE_UNAVAILABLE', 'INTERNAL']
const TRACK: ErrorCode[] = [
  'VALIDATION_FAILED',
  'NOT_JSON',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'BODY_TOO_LARGE',
  'OVERLOADED',
  ...ALWAYS,
]
const timestamp = '2026-11-24T18:05:00.000Z'
const sessionId = '0193f5a2-7c1e-7d3b-9a54-2f1d3c3f7a51'
const eventId = '0193f5a2-8d20-7b11-8c47-6b0c8f435e0e'

/** An event of a batch: what is absent of its id and time is filled in. */
function batchSchemaOf(): JsonSchema {
  const event = restSchemaOf(eventSchema)
  const isFilledIn = (name: string) => name === 'event_id' || name === 'occurred_at'
  const oneOf = event.oneOf?.map((each) => ({
    ...each,
    required: each.required?.filter((name) => !isFilledIn(name)),
  }))
  const { properties = {}, ...rest } = restSchemaOf(batchSchema)
  const { events, ...others } = properties
  return { ...rest, properties: { ...others, events: { ...asObject(events), items: { ...event, oneOf } } } }
}

/** By path. A test holds them against the table of routes. */
export const OPERATIONS: Record<string, Operation> = {
  '/api/health': {
    summary: 'Is the server well?',
    details:
      'Whether it can do its work: the database is asked. With `probe=live` it only tells that the process answers, for a supervisor that restarts what does not.',
    query: [
      {
        name: 'probe',
        description: '`ready` asks the database, `live` does not.',
        schema: { type: 'string', enum: ['ready', 'live'], default: 'ready' },
        example: 'ready',
      },
    ],
    answer: { schema: ANSWERS.health, example: { status: 'healthy', active_sessions: 3, timestamp } },
    errors: ['VALIDATION_FAILED', 'TIMEOUT', ...ALWAYS],
  },
  '/api/session/start': {
    summary: 'Start a session',
    details: 'Its id goes with the events of the visit. A session without activity for 30 minutes has ended by itself.',
    body: { schema: () => restSchemaOf(sessionStartInputSchema), example: { user_id: 'user_123' } },
    answer: { schema: ANSWERS.sessionStart, example: { success: true, session_id: sessionId, timestamp } },
    errors: TRACK,
  },
  '/api/session/end': {
    summary: 'End a session',
    details: 'One that is unknown or has ended is no error.',
    body: { schema: () => restSchemaOf(sessionEndInputSchema), example: { session_id: sessionId } },
    answer: { schema: ANSWERS.sessionEnd, example: { success: true, timestamp } },
    errors: TRACK,
  },
  '/api/track/generation': {
    summary: 'A track was made, or failed',
    details: 'Answered when it is on disk. Send an `event_id` to be free to send it again: it counts once.',
    body: {
      schema: () => restSchemaOf(generationInputSchema),
      example: {
        user_id: 'user_123',
        prompt: 'una canción épica',
        style: 'synthwave',
        duration: 120,
        tempo: 128,
        instruments: ['synth', 'drums'],
        generation_time: 14.2,
        success: true,
      },
    },
    answer: { schema: ANSWERS.generation, example: { success: true, event_id: eventId, timestamp } },
    errors: TRACK,
  },
  '/api/track/interaction': {
    summary: 'A person did something',
    details: 'A click, a page view, an error, or any other word that you count by.',
    body: {
      schema: () => restSchemaOf(interactionInputSchema),
      example: { user_id: 'user_123', action: 'click', element: 'BUTTON#generate' },
    },
    answer: { schema: ANSWERS.interaction, example: { success: true, interaction_id: eventId, timestamp } },
    errors: TRACK,
  },
  '/api/track/batch': {
    summary: 'Many events at once',
    details: `Up to ${LIMITS.batchEvents} events and ${LIMITS.batchBytes / 1024} KiB. Each is stored or refused by itself.`,
    body: {
      schema: batchSchemaOf,
      example: {
        sent_at: timestamp,
        events: [
          { type: 'generation', user_id: 'user_123', style: 'synthwave', generation_time: 14.2 },
          { type: 'interaction', user_id: 'user_123', action: 'save', element: 'BUTTON#save' },
        ],
      },
    },
    answer: {
      schema: ANSWERS.batch,
      example: { success: true, accepted: 2, duplicates: 0, rejected: [], timestamp },
    },
    errors: TRACK,
  },
  '/api/analytics': {
    summary: 'The numbers of the last days',
    details: 'Of the last `days` × 24 hours, their start floored to the hour. Empty ones are zeros and empty lists.',
    query: [
      {
        name: 'days',
        description: 'How many days.',
        schema: { type: 'integer', minimum: 1, maximum: LIMITS.rangeDays, default: 7 },
        example: 7,
      },
    ],
    answer: {
      schema: ANSWERS.analytics,
      example: {
        success: true,
        data: {
          music_metrics: {
            total_generations: 150,
            successful_generations: 142,
            failed_generations: 8,
            avg_duration: 120.5,
            avg_generation_time: 15.2,
            ai_usage_count: 89,
          },
          session_metrics: { total_sessions: 45, unique_users: 32, avg_session_duration: 1800.5 },
          popular_styles: [{ style: 'synthwave', count: 45 }],
          popular_prompts: [{ prompt: 'una canción épica de synthwave', count: 12 }],
          ai_usage_by_day: [{ date: '2026-11-23', count: 12 }],
        },
        timestamp,
      },
    },
    errors: ['VALIDATION_FAILED', 'UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND', 'TIMEOUT', 'OVERLOADED', ...ALWAYS],
  },
}

/** Holds at run time: the schema of a list is an object. */
const asObject = (schema: unknown) => schema as JsonSchema
