import type { Authority } from '@son1k/api'
import { AnalyticsError } from '@son1k/contract'
import { DEFAULT_APP_ID } from '@son1k/store'
import type { FastifyRequest } from 'fastify'
import { actorOf } from './actor-of.js'
import { createAdminCheck } from './authorize-admin.js'
import { createReadCheck } from './authorize-read.js'
import { createTrackCheck } from './authorize-track.js'
import type { Control } from './control.js'
import type { Holder, Register } from './register.js'
import type { Sessions } from './sessions.js'

export type AccessRules = {
  control: Pick<Control, 'vouchesFor'>
  register: Register
  sessions: Sessions
  /** Throws where a write key was used too often. */
  limitKey: (key: Holder['id']) => void
  /** Where the server listens. */
  host: string
  /** Of pages that may send events of apps that have no origins of their own; `undefined` is all. */
  allowedOrigins?: string[] | undefined
}

/** Who may do what, over HTTP. */
export function createAuthority(rules: AccessRules): Authority {
  const authorizeTrack = createTrackCheck(rules)
  const authorizeRead = createReadCheck(rules)
  const authorizeAdmin = createAdminCheck(rules)
  return {
    authorize(request, right, key) {
      switch (right) {
        case 'track':
          return authorizeTrack(request, key)
        case 'read':
          return chosenApp(request, authorizeRead(request), rules.register)
        case 'admin':
          return chosenApp(request, authorizeAdmin(request), rules.register)
      }
    },
    actorOf: (request) => actorOf(request, rules),
  }
}

/** The app that `X-App` names, by default the token's own, or else `default`. */
function chosenApp({ headers }: FastifyRequest, { appId }: Pick<Holder, 'appId'>, register: Register): number {
  const slug = headers['x-app']
  if (slug === undefined || slug === '') return appId ?? DEFAULT_APP_ID
  const app = register.appNamed(String(slug))
  if (appId !== null && app?.id !== appId)
    throw new AnalyticsError(
      'FORBIDDEN',
      `This token is for the app ${register.app(appId)?.slug} alone: leave X-App out`,
    )
  if (app === undefined)
    throw new AnalyticsError(
      'NOT_FOUND',
      `There is no app of that name; there are: ${register
        .apps()
        .map((each) => each.slug)
        .join(', ')}`,
    )
  return app.id
}
