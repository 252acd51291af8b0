import rateLimit from '@fastify/rate-limit'
import { AnalyticsError, LIMITS } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'
import { isForwarded, isLoopbackHost } from '../access/loopback.js'

/** Limits the requests of each address; programs of this machine may ask as often as they like. */
export async function limitRate(app: FastifyInstance, requestsPerMinute: number = LIMITS.requestsPerMinute) {
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => isLoopbackHost(request.ip) && !isForwarded(request),
    errorResponseBuilder: (_request, { max, ttl }) => {
      const retryAfterSeconds = Math.ceil(ttl / 1000)
      const message = `More than ${max} requests in a minute: go on in ${retryAfterSeconds} seconds, and send events in batches`
      return new AnalyticsError('RATE_LIMITED', message, { retryAfterSeconds })
    },
  })
}
