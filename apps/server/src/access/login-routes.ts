import { AnalyticsError } from '@son1k/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { createReadCheck } from './authorize-read.js'
import type { Holder, Register } from './register.js'
import { isFromOwnPage, SESSION_COOKIE, SESSION_SECONDS, type Sessions } from './sessions.js'

export type LoginOptions = { register: Register; sessions: Sessions; host: string; now: () => number }

/** `holder`: who may look at which apps, signed in or on this machine. */
type Standing = { isSignedIn: boolean; holder: Pick<Holder, 'appId'> | undefined }

/** For pages of this server alone: no other page is told anything. */
export const LOGIN_PATHS = ['/api/login', '/api/logout']

const ATTEMPTS_A_MINUTE = 20
const MOST_BYTES = 1_024
const loginSchema = z.object(
  { token: z.string('must be the token').min(1, 'must be the token') },
  'must be a JSON object with a token',
)

/** Signs people in to the full page, with a token that goes into no storage of the browser, as a Fastify plugin. */
export async function loginRoutes(
  app: FastifyInstance,
  { register, sessions, host, now }: LoginOptions,
): Promise<void> {
  const checkReader = createReadCheck({ register, sessions, host })
  const readerOf = (request: FastifyRequest) => {
    try {
      return isFromOwnPage(request) ? checkReader(request) : undefined
    } catch {
      return undefined
    }
  }
  const answer = (reply: FastifyReply, { isSignedIn, holder }: Standing) => {
    const apps = register.apps().filter(({ id }) => holder !== undefined && (holder.appId ?? id) === id)
    return reply.header('cache-control', 'no-store').send({
      success: true,
      signed_in: isSignedIn,
      apps: apps.map(({ slug, name }) => ({ slug, name })),
      timestamp: new Date(now()).toISOString(),
    })
  }

  app.get('/api/login', (request, reply) =>
    answer(reply, { isSignedIn: sessions.holderOf(request) !== undefined, holder: readerOf(request) }),
  )

  const config = { rateLimit: { max: ATTEMPTS_A_MINUTE, timeWindow: '1 minute' } }
  app.post('/api/login', { config, bodyLimit: MOST_BYTES }, async (request, reply) => {
    refuseOtherPages(request)
    const { token } = loginSchema.parse(request.body)
    const holder = register.holderOf(token)
    if (holder === undefined || holder.right === 'track')
      throw new AnalyticsError(
        'UNAUTHORIZED',
        'This is no read or admin token of this server, or it was revoked: `son1k-analytics keys create read` makes one',
      )
    await sessions.end(request)
    setCookie({ request, reply }, { secret: await sessions.begin(holder, token), maxAge: SESSION_SECONDS })
    return answer(reply, { isSignedIn: true, holder })
  })

  app.post('/api/logout', { bodyLimit: MOST_BYTES }, async (request, reply) => {
    refuseOtherPages(request)
    await sessions.end(request)
    setCookie({ request, reply }, { secret: '', maxAge: 0 })
    return answer(reply, { isSignedIn: false, holder: undefined })
  })
}

function refuseOtherPages(request: FastifyRequest): void {
  if (!isFromOwnPage(request))
    throw new AnalyticsError('FORBIDDEN', 'Only the dashboard of this server itself may sign in or out')
}

function setCookie(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { secret, maxAge }: { secret: string; maxAge: number },
): void {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${SESSION_COOKIE}=${secret}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`,
  )
}
