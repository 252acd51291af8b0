import rateLimit from '@fastify/rate-limit'
import { AnalyticsError, LIMITS } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'
import { isDirectlyFromHere } from '../access/loopback.js'

/** Limits the requests of each address; programs of this machine may ask as often as they like. */
export async function limitRate(app: FastifyInstance, requestsPerMinute: number = LIMITS.requestsPerMinute) {
  await app.register(rateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { max, ttl }) => {
      const retryAfterSeconds = Math.ceil(ttl / 1000)
      const message = `More than ${max} requests in a minute: go on in ${retryAfterSeconds} seconds, and send events in batches`
      return new AnalyticsError('RATE_LIMITED', message, { retryAfterSeconds })
    },
  })
  const limit = app.rateLimit()
  // Asked here and not by an `allowList`, which takes two turns of the event loop to say yes.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || isDirectlyFromHere(request)) done()
    else limit.call(app, request, reply).then(() => done(), done)
  })
}
