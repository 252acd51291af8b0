import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify'
import { readUtf8 } from '../read-utf8.js'

/**
 * Reads the bodies of the routes in this scope as JSON in UTF-8. Keys that could poison a prototype are refused.
 * @returns a hook that makes any other type JSON: `curl -d` claims a form, and `text/plain` needs no preflight
 */
export function parseAnyTypeAsJson(app: FastifyInstance): onRequestAsyncHookHandler {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = readUtf8(body)
    if (text instanceof AnalyticsError) done(text, undefined)
    else parseJson(request, text, (error, parsed) => done(error && (isJson(text) ? poisoned() : error), parsed))
  })
  return async (request) => {
    request.headers['content-type'] = 'application/json'
  }
}

/** Whether what the parser refused was JSON all the same, so that only its keys can be wrong. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const poisoned = () =>
  new AnalyticsError(
    'VALIDATION_FAILED',
    'The body has a key `__proto__`, or `constructor` with a `prototype`: such keys are refused',
  )
