import type { SessionStartInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { identify } from './identify.js'
import { ingestOne } from './ingest-one.js'
import { makeId } from './make-id.js'

/** Starts a session under the id given, or a new one. Starting it again changes nothing. */
export async function startSession(context: Context, input: SessionStartInput): Promise<{ sessionId: string }> {
  const sessionId = input.sessionId ?? makeId()
  // The event goes by the session's id, so that a retry is the same event.
  await ingestOne(context, { ...input, ...identify(context, { id: sessionId }), sessionId, type: 'session.start' })
  return { sessionId }
}
