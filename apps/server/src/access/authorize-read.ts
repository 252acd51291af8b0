import { AnalyticsError } from '@son1k/contract'
import type { FastifyRequest } from 'fastify'
import type { AccessRules } from './authority.js'
import { bearerOf } from './bearer.js'
import { comesFromLoopback, isLoopbackHost } from './loopback.js'
import type { Holder } from './register.js'

type Asking = Pick<FastifyRequest, 'headers' | 'host'>

const MAKE_ONE =
  'make a token with `son1k-analytics keys create read`, or start the server with READ_TOKEN=<a long random text>, and send Authorization: Bearer <it>'

/**
 * Who may see what was stored: who shows a read or an admin token, or has signed in
 * with one; as long as none was ever made, pages and programs of
 * this machine, if the server listens to it alone. So neither another site in the browser, nor a name that was pointed
 * here, nor a proxy in front can read by accident.
 * @returns a check that throws `UNAUTHORIZED` or `FORBIDDEN`, saying what to do
 */
export function createReadCheck({
  register,
  sessions,
  host,
}: Pick<AccessRules, 'register' | 'sessions' | 'host'>): (request: Asking) => Pick<Holder, 'appId'> {
  return (request) => {
    const shown = bearerOf(request)
    if (register.hasHad('read', 'admin')) {
      const holder = shown === undefined ? sessions.holderOf(request) : register.holderOf(shown)
      if (holder === undefined && shown === undefined) throw unauthorized(`Reading needs a token: ${MAKE_ONE}`)
      if (holder === undefined)
        throw unauthorized(`This token is not known to this server, or was revoked: ${MAKE_ONE}`)
      if (holder.right === 'track')
        throw new AnalyticsError('FORBIDDEN', `This is a write key, which can send events and no more: ${MAKE_ONE}`)
      return holder
    }
    if (!isLoopbackHost(host))
      throw unauthorized(`Reading is closed, because others can reach this server: ${MAKE_ONE}`)
    if (!comesFromLoopback(request))
      throw unauthorized(`Reading is open to this machine alone until the server has a token: ${MAKE_ONE}`)
    return { appId: null }
  }
}

const unauthorized = (message: string) => new AnalyticsError('UNAUTHORIZED', message)
