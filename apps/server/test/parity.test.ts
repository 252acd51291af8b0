import { randomUUID } from 'node:crypto'
import type { Event } from '@son1k/contract'
import type { Delivery } from '@son1k/store'
import { expect, test } from 'vitest'
import { startServer } from './support/start-server.js'

const id = randomUUID()
const sessionId = randomUUID()
const occurredAt = new Date().toISOString()

test.each<[string, { rest: [string, object]; procedure: [string, object] }]>([
  [
    'a generation',
    {
      rest: [
        '/api/track/generation',
        {
          event_id: id,
          occurred_at: occurredAt,
          user_id: 'ana',
          session_id: sessionId,
          prompt: 'una canción épica',
          style: 'N/A',
          scale: 'A minor',
          mood: 'epic',
          duration: 120.5,
          tempo: 127.5,
          instruments: ['piano'],
          ai_enhanced: true,
          generation_time: 9.25,
          success: false,
          error_message: 'no GPU',
        },
      ],
      procedure: [
        '/trpc/track.generation',
        {
          id,
          occurredAt,
          userId: 'ana',
          sessionId,
          prompt: 'una canción épica',
          scale: 'A minor',
          mood: 'epic',
          durationSeconds: 120.5,
          tempoBpm: 127.5,
          instruments: ['piano'],
          aiEnhanced: true,
          generationSeconds: 9.25,
          outcome: 'failed',
          errorMessage: 'no GPU',
        },
      ],
    },
  ],
  [
    'an interaction',
    {
      rest: [
        '/api/track/interaction',
        {
          event_id: id,
          occurred_at: occurredAt,
          user_id: 'ana',
          action: 'click',
          element: 'A',
          metadata: { plan: 'pro' },
        },
      ],
      procedure: [
        '/trpc/track.interaction',
        { id, occurredAt, userId: 'ana', action: 'click', element: 'A', metadata: { plan: 'pro' } },
      ],
    },
  ],
  [
    'the start of a session',
    {
      rest: ['/api/session/start', { user_id: 'ana', session_id: sessionId }],
      procedure: ['/trpc/session.start', { userId: 'ana', sessionId }],
    },
  ],
])('%s is the same event to the store, whichever way it came', async (_what, { rest, procedure }) => {
  const now = Date.now()
  const server = await startServer({ now: () => now })
  const stored: [Event[], Delivery][] = []
  const ingest = server.store.ingest.bind(server.store)
  server.store.ingest = (events, delivery) => {
    stored.push([events, delivery])
    return ingest(events, delivery)
  }
  for (const [path, body] of [rest, procedure]) expect((await server.post(path, body)).status).toBe(200)
  const [byRest, byProcedure] = stored
  expect(byRest).toBeDefined()
  expect(byRest).toEqual(byProcedure)
})
