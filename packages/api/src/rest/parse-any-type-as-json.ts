import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { readUtf8 } from '../read-utf8.js'

/**
 * Reads the bodies of the routes in this scope as JSON in UTF-8. Keys that could poison a prototype are refused.
 * @returns a hook that makes any other type JSON: `curl -d` claims a form, and `text/plain` needs no preflight
 */
export function parseAnyTypeAsJson(app: FastifyInstance): onRequestHookHandler {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = readUtf8(body)
    if (text instanceof AnalyticsError) return done(text, undefined)
    const plain = isHarmless(text) ? tryJson(text) : undefined
    if (plain !== undefined) done(null, plain)
    else parseJson(request, text, (error, parsed) => done(error && (isJson(text) ? poisoned() : error), parsed))
  })
  return (request, _reply, done) => {
    request.headers['content-type'] = 'application/json'
    done()
  }
}

/** Whether no key can be one that poisons, however it is escaped: then the look for them may be saved. */
const isHarmless = (text: string) => !text.includes('proto') && !text.includes('\\u')

/** @returns undefined, which JSON has no word for, where it is no JSON */
function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether what the parser refused was JSON all the same, so that only its keys can be wrong. */
const isJson = (text: string) => tryJson(text) !== undefined

const poisoned = () =>
  new AnalyticsError(
    'VALIDATION_FAILED',
    'The body has a key `__proto__`, or `constructor` with a `prototype`: such keys are refused',
  )
