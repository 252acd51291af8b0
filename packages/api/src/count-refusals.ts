import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DropCounter } from './drops.js'
import { toAnalyticsError } from './errors.js'

/** Counts the tracking requests of this scope that are refused before a verb sees them: too large, too many, no JSON. */
export function countRefusals(
  app: FastifyInstance,
  { drops, isTracking }: { drops: DropCounter; isTracking: (request: FastifyRequest) => boolean },
): void {
  app.addHook('onError', (request, _reply, error, done) => {
    if (isTracking(request)) drops.countError(toAnalyticsError(error, request.id))
    done()
  })
}
