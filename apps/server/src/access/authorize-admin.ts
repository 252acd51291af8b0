import { AnalyticsError } from '@son1k/contract'
import type { FastifyRequest } from 'fastify'
import type { AccessRules } from './authority.js'
import { bearerOf } from './bearer.js'
import type { Holder } from './register.js'

const MAKE_ONE =
  'make one with `son1k-analytics keys create admin`, or start the server with ADMIN_TOKEN=<a long random text>, and send Authorization: Bearer <it>'

/**
 * Who may administer: who shows an admin token, or has signed in with one, on the server's own machine too; and the
 * command line, which could change the database file as well.
 * @returns a check that throws `UNAUTHORIZED` or `FORBIDDEN`, saying what to do
 */
export function createAdminCheck({
  control,
  register,
  sessions,
}: Pick<AccessRules, 'control' | 'register' | 'sessions'>): (
  request: Pick<FastifyRequest, 'headers' | 'host' | 'raw'>,
) => Pick<Holder, 'appId'> {
  return (request) => {
    if (control.vouchesFor(request)) return { appId: null }
    const shown = bearerOf(request)
    const holder = shown === undefined ? sessions.holderOf(request) : register.holderOf(shown)
    if (holder?.right === 'admin') return holder
    if (holder !== undefined)
      throw new AnalyticsError('FORBIDDEN', `This token can not administer, which needs an admin token: ${MAKE_ONE}`)
    const problem =
      shown === undefined
        ? 'Administration needs an admin token'
        : 'This token is not known to this server, or was revoked'
    throw new AnalyticsError('UNAUTHORIZED', `${problem}: ${MAKE_ONE}`)
  }
}
