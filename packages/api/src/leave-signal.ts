import { setMaxListeners } from 'node:events'
import type { FastifyReply } from 'fastify'

/** A signal that aborts when the connection is closed before the answer was sent. */
export function leaveSignalOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const leaving = new AbortController()
  // Many questions may be asked in one request: Node would take more than ten for a leak.
  setMaxListeners(0, leaving.signal)
  if (raw.destroyed) leaving.abort()
  // It is also emitted after an answer that arrived: what aborts then has nobody who listens.
  raw.once('close', () => leaving.abort())
  return leaving.signal
}
