import { isUtf8 } from 'node:buffer'
import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance } from 'fastify'

/**
 * Reads every body of the routes in this scope as JSON in UTF-8, whatever type it claims: `curl -d` claims a form, and
 * `text/plain` is how a page posts without a preflight. Keys that could poison a prototype are refused.
 */
export function parseAnyTypeAsJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) parseJson(request, body.toString('utf8'), done)
    else done(new AnalyticsError('NOT_JSON', 'The body is not UTF-8: send JSON in UTF-8'), undefined)
  })
  app.addHook('onRequest', async (request) => {
    request.headers['content-type'] = 'application/json'
  })
}
