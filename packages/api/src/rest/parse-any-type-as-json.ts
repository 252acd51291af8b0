import { isUtf8 } from 'node:buffer'
import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'

/**
 * Reads the bodies of the routes in this scope as JSON in UTF-8. Keys that could poison a prototype are refused.
 * @returns a hook that makes any other type JSON: `curl -d` claims a form, and `text/plain` needs no preflight
 */
export function parseAnyTypeAsJson(app: FastifyInstance): onRequestAsyncHookHandler {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) parseJson(request, body.toString('utf8'), done)
    else done(new AnalyticsError('NOT_JSON', 'The body is not UTF-8: send JSON in UTF-8'), undefined)
  })
  return async (request) => {
    request.headers['content-type'] = 'application/json'
  }
}
