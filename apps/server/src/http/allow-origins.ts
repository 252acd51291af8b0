import { accessOfProcedures, accessOfRestPath } from '@son1k/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isLoopbackOrigin } from '../access/loopback.js'
import type { Settings } from '../env.js'

type Rules = Pick<Settings, 'allowedOrigins' | 'readToken'>
/** The origin that a browser is told, `*` for all; none where some are named and the page's is not among them. */
type Answer = { origin: string | undefined }

const DAY_SECONDS = 86_400

/**
 * Tells browsers which pages may read an answer: anything public, all; tracking, all or the allowed ones; reading, by
 * name and never `*`, those of this machine and the allowed ones, or all where a token is the guard. Answers preflights.
 */
export function allowOrigins(app: FastifyInstance, rules: Rules): void {
  // A few headers by hand: @fastify/cors merges its options anew at each request, for more than an event's JSON costs.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'Origin')
    const answer = answerTo(request, rules)
    if (answer === undefined) return done()
    if (answer.origin !== undefined) reply.header('access-control-allow-origin', answer.origin)
    reply.header('access-control-expose-headers', 'Retry-After')
    if (isPreflight(request)) answerPreflight(request, reply)
    else done()
  })
}

/** @returns undefined where no page is told anything */
function answerTo({ url, headers: { origin } }: FastifyRequest, rules: Rules): Answer | undefined {
  const { allowedOrigins, readToken } = rules
  switch (accessOf(url.split('?', 1)[0] ?? '')) {
    case 'public':
      return { origin: '*' }
    case 'track':
      if (allowedOrigins === undefined) return { origin: '*' }
      return { origin: origin !== undefined && allowedOrigins.includes(origin) ? origin : undefined }
    case 'read': {
      const mayRead =
        origin !== undefined &&
        (readToken !== undefined || isLoopbackOrigin(origin) || allowedOrigins?.includes(origin) === true)
      return mayRead ? { origin } : undefined
    }
  }
}

/** Any other OPTIONS is a question for the route. */
const isPreflight = ({ method, headers }: FastifyRequest) =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined

function answerPreflight({ headers }: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', 'Origin, Access-Control-Request-Headers')
  reply.header('access-control-allow-methods', 'GET, HEAD, POST')
  const asked = headers['access-control-request-headers']
  if (asked !== undefined) reply.header('access-control-allow-headers', asked)
  // Some browsers wait for a body where no length is told.
  reply.header('access-control-max-age', String(DAY_SECONDS)).header('content-length', '0').code(204).send()
}

function accessOf(path: string) {
  if (path.startsWith('/trpc/')) return accessOfProcedures(decodePath(path.slice('/trpc/'.length)))
  return accessOfRestPath(path)
}

/** What can't be decoded is no procedure. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
