import {
  generationInputSchema,
  interactionInputSchema,
  type Range,
  rangeSchema,
  sessionEndInputSchema,
  sessionStartInputSchema,
} from '@son1k/contract'
import { z } from 'zod'
import type { Access } from '../access.js'
import type { Context } from '../context.js'
import { checkHealth } from '../status/check-health.js'
import { endSession } from '../track/end-session.js'
import { trackGeneration } from '../track/generation.js'
import { trackInteraction } from '../track/interaction.js'
import { startSession } from '../track/start-session.js'
import { methodsBeside } from './answer-other-methods.js'
import { answerSummary } from './answer-summary.js'
import { EXPORT_ROUTES } from './export-addresses.js'
import { renameFields } from './fields.js'
import { trackRestBatch } from './track-batch.js'

/** One address of the REST surface: what it takes, the verb behind it, and the answer but for its `timestamp`. */
export type RestRoute = {
  method: 'GET' | 'POST'
  path: string
  access: Access
  run: (context: Context, input: { body: unknown; query: unknown }) => Promise<Record<string, unknown>>
}

export const REST_TABLE: RestRoute[] = [
  {
    method: 'GET',
    path: '/api/health',
    access: 'public',
    run: async (context, { query }) => {
      if (probeOf(query) === 'live') return { status: 'healthy' }
      const { status, activeSessions } = await checkHealth(context)
      return { status, active_sessions: activeSessions }
    },
  },
  {
    method: 'POST',
    path: '/api/session/start',
    access: 'track',
    run: async (context, { body }) => {
      const { sessionId } = await startSession(context, sessionStartInputSchema.parse(renameFields(body)))
      return { success: true, session_id: sessionId }
    },
  },
  {
    method: 'POST',
    path: '/api/session/end',
    access: 'track',
    run: async (context, { body }) => {
      await endSession(context, sessionEndInputSchema.parse(renameFields(body)))
      return { success: true }
    },
  },
  {
    method: 'POST',
    path: '/api/track/generation',
    access: 'track',
    run: async (context, { body }) => {
      const { eventId } = await trackGeneration(context, generationInputSchema.parse(renameFields(body)))
      return { success: true, event_id: eventId }
    },
  },
  {
    method: 'POST',
    path: '/api/track/interaction',
    access: 'track',
    run: async (context, { body }) => {
      const input = interactionInputSchema.parse(renameFields(body))
      const { interactionId } = await trackInteraction(context, input)
      return { success: true, interaction_id: interactionId }
    },
  },
  {
    method: 'POST',
    path: '/api/track/batch',
    access: 'track',
    // Without waiting here, which would keep the body.
    run: async (context, { body }) => trackRestBatch(context, body).then((result) => ({ success: true, ...result })),
  },
  {
    method: 'GET',
    path: '/api/analytics',
    access: 'read',
    run: async (context, { query }) => {
      const { store, appId, signal } = context
      const summary = await store.summary(appId, { range: rangeOf(query) }, { signal })
      return { success: true, data: answerSummary(summary) }
    },
  },
]

const ACCESS = new Map<string, Access>(REST_TABLE.map(({ path, access }) => [path, access]))
// No route of the table, because it answers no JSON; but no page may read it that may not read numbers.
ACCESS.set('/metrics', 'read')
/** What is held of a person, line by line. */
export const PERSON_PATH = '/api/privacy/person'
ACCESS.set(PERSON_PATH, 'admin')
for (const { path } of EXPORT_ROUTES) ACCESS.set(path, 'read')

/** What a path needs; one that is not known here is public. */
export const accessOfRestPath = (path: string): Access => ACCESS.get(path) ?? 'public'

const METHODS = new Map([
  ...REST_TABLE.map(({ path, method }) => [path, methodsBeside(method)] as const),
  ...[PERSON_PATH, ...EXPORT_ROUTES.map(({ path }) => path)].map((path) => [path, methodsBeside('GET')] as const),
])

/** The methods that a path of the table takes; any other path takes none. */
export const methodsOfRestPath = (path: string): string[] => METHODS.get(path) ?? []

const probeSchema = z.object({
  probe: z.enum(['ready', 'live'], 'must be ready, which asks the database, or live').default('ready'),
})

/** Whether a supervisor asks if the server can work, or only if it is there. */
const probeOf = (query: unknown) => probeSchema.parse(query).probe

const DEFAULT_DAYS = '7'

function rangeOf(query: unknown): Range {
  const days = typeof query === 'object' && query !== null && 'days' in query ? query.days : DEFAULT_DAYS
  // `Number('')` and `Number(' 7')` are numbers, and so would be `1e2`.
  const number = typeof days === 'string' && /^-?\d{1,9}(\.\d{1,9})?$/.test(days) ? Number(days) : days
  return rangeSchema.parse({ days: number })
}
