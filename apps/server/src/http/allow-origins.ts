import { accessOfProcedures, accessOfRestPath } from '@son1k/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccessRules } from '../access/authority.js'
import { LOGIN_PATHS } from '../access/login-routes.js'
import { isLoopbackOrigin } from '../access/loopback.js'

type Rules = Pick<AccessRules, 'register' | 'allowedOrigins'>
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
  // A page that may read nothing may read why: the overlay on another site asks for a token then.
  app.addHook('onSend', (request, reply, payload, done) => {
    const { origin } = request.headers
    const status = payload instanceof Response ? payload.status : reply.statusCode
    if ((status === 401 || status === 403) && origin !== undefined && isGuarded(request))
      reply.header('access-control-allow-origin', origin)
    done()
  })
}

const isGuarded = ({ url }: FastifyRequest) => ['read', 'admin'].includes(accessOf(url.split('?', 1)[0] ?? ''))

/** @returns undefined where no page is told anything */
function answerTo({ url, headers: { origin } }: FastifyRequest, rules: Rules): Answer | undefined {
  const { allowedOrigins, register } = rules
  const path = url.split('?', 1)[0] ?? ''
  if (LOGIN_PATHS.includes(path)) return undefined
  switch (accessOf(path)) {
    case 'public':
      return { origin: '*' }
    case 'track': {
      // A preflight shows no key: it is told of the origins of all apps, and what is sent is held against those of one.
      const allowed = register.apps().map(({ origins }) => origins ?? allowedOrigins)
      if (allowed.some((origins) => origins === undefined || origins.includes('*'))) return { origin: '*' }
      return {
        origin: origin !== undefined && allowed.some((origins) => origins?.includes(origin)) ? origin : undefined,
      }
    }
    case 'read':
    case 'admin': {
      const mayRead =
        origin !== undefined &&
        (register.hasHad('read', 'admin') || isLoopbackOrigin(origin) || allowedOrigins?.includes(origin) === true)
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
