import type { AnalyticsError } from '@son1k/contract'
import type { FastifyRequest } from 'fastify'

/** Our own failures are for the operator, refusals for who looks closer. */
export function logError(error: AnalyticsError, { log }: Pick<FastifyRequest, 'log'>): void {
  switch (error.code) {
    case 'INTERNAL':
      log.error({ err: error.cause ?? error }, 'a request failed')
      break
    case 'STORE_UNAVAILABLE':
    case 'OVERLOADED':
    case 'TIMEOUT':
      log.warn({ err: error }, 'a request was turned away')
      break
    default:
      log.debug({ code: error.code, issues: error.issues }, 'a request was refused')
  }
}
