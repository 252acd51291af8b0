import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toEnvelope } from './envelope.js'
import { headersOf, httpStatusOf, toAnalyticsError, toErrorShape } from './errors.js'
import { logError } from './log-error.js'
import { wrongMethod } from './rest/answer-other-methods.js'
import { methodsOfRestPath } from './rest/table.js'
import { shorten } from './shorten.js'

/** Answers an error. To be given to Fastify for those that come before any route, too. */
type AnswerError = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/**
 * Makes every error one envelope: under `/trpc` that of tRPC, elsewhere that of REST. What is unknown is logged, and
 * shown as a request id only.
 * @param now milliseconds UTC
 */
export function createErrorAnswer(now: () => number): AnswerError {
  return (thrown, request, reply) => {
    const error = toAnalyticsError(thrown, request.id)
    logError(error, request)
    reply.code(httpStatusOf(error.code)).headers(headersOf(error)).type('application/json; charset=utf-8')
    const body = request.url.startsWith('/trpc/') ? { error: toErrorShape(error) } : toEnvelope(error, now())
    return reply.send(JSON.stringify(body))
  }
}

/** Lets an app answer its errors so, and what it has nothing for. */
export function answerErrors(app: FastifyInstance, answer: AnswerError): void {
  app.setErrorHandler(answer)
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    // A method that Fastify has no routes for, such as PROPFIND, ends here too.
    const allowed = methodsOfRestPath(path)
    if (allowed.length > 0)
      return answer(wrongMethod(path, allowed), request, reply.header('allow', allowed.join(', ')))
    const message = `There is nothing at ${request.method} ${shorten(path)}`
    return answer(new AnalyticsError('NOT_FOUND', message), request, reply)
  })
}
