import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpStatusOf, toAnalyticsError, toErrorShape } from './errors.js'

/**
 * Makes every error of an app one envelope: under `/trpc` that of tRPC, elsewhere that of REST. What is unknown is
 * logged, and shown as a request id only.
 * @param now milliseconds UTC
 */
export function answerErrors(app: FastifyInstance, now: () => number): void {
  const answer = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const error = toAnalyticsError(thrown, request.id)
    logError(error, request)
    reply.code(httpStatusOf(error.code)).type('application/json; charset=utf-8').header('cache-control', 'no-store')
    if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds)
    if (error.code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer')
    return reply.send(request.url.startsWith('/trpc/') ? { error: toErrorShape(error) } : toEnvelope(error, now()))
  }
  app.setErrorHandler(answer)
  app.setNotFoundHandler((request, reply) =>
    answer(new AnalyticsError('NOT_FOUND', `There is nothing at ${pathOf(request)}`), request, reply),
  )
}

/** An error as REST answers it. */
function toEnvelope({ code, message, issues }: AnalyticsError, now: number) {
  const error = { code, message, ...(issues !== undefined && { issues }) }
  return { success: false, error, timestamp: new Date(now).toISOString() }
}

/** Our own failures are for the operator, refusals for who looks closer. */
export function logError(error: AnalyticsError, { log }: Pick<FastifyRequest, 'log'>): void {
  switch (error.code) {
    case 'INTERNAL':
      log.error({ err: error.cause ?? error }, 'a request failed')
      break
    case 'STORE_UNAVAILABLE':
    case 'OVERLOADED':
      log.warn({ err: error }, 'a request was turned away')
      break
    default:
      log.debug({ code: error.code, issues: error.issues }, 'a request was refused')
  }
}

const pathOf = ({ method, url }: FastifyRequest) => `${method} ${url.split('?', 1)[0]}`
