import { AnalyticsError } from '@son1k/contract'
import { type AppRecord, DEFAULT_APP_ID } from '@son1k/store'
import type { FastifyRequest } from 'fastify'
import type { AccessRules } from './authority.js'
import { isDirectlyFromHere, isOfThisMachine } from './loopback.js'
import type { Register } from './register.js'

type Asking = Pick<FastifyRequest, 'headers' | 'host' | 'ip'>

const HOW = 'send it as X-Write-Key, as data-key of the script tag, or as key in a batch'

/**
 * Who may send events, and of which app: who shows its write key, and for `default`, unless that requires one, anybody;
 * of pages only those of the app's origins and of this server itself. A browser would send what any other page has, too,
 * and only keep the answer from it.
 * @returns a check that throws `UNAUTHORIZED`, `FORBIDDEN` or `RATE_LIMITED`, saying what to do
 */
export function createTrackCheck({
  register,
  limitKey,
  allowedOrigins,
}: Pick<AccessRules, 'register' | 'limitKey' | 'allowedOrigins'>) {
  return (request: Asking, keyOfBody?: string): number => {
    const shown = request.headers['x-write-key'] ?? keyOfBody
    // As long as there are no keys, a page that names one all the same is a page of `default`.
    const isKeyed = shown !== undefined && shown !== '' && register.hasHad('track')
    const holder = isKeyed ? holderOfKey(String(shown), register) : undefined
    const app = holder === undefined ? appWithoutKey(request, register) : register.app(holder.appId)
    checkOrigin(request, app?.origins ?? allowedOrigins)
    if (holder !== undefined && !isDirectlyFromHere(request)) limitKey(holder.id)
    return app?.id ?? DEFAULT_APP_ID
  }
}

function holderOfKey(key: string, register: Register) {
  const holder = register.holderOf(key)
  if (holder?.right !== 'track' || holder.appId === null)
    throw new AnalyticsError(
      'UNAUTHORIZED',
      'This write key is not known to this server, or was revoked: `son1k-analytics keys create track --app <name>` makes another',
    )
  return { id: holder.id, appId: holder.appId }
}

function appWithoutKey(request: Asking, register: Register): AppRecord | undefined {
  const app = register.app(DEFAULT_APP_ID)
  if (app?.requiresKey && !isOfThisMachine(request))
    throw new AnalyticsError(
      'UNAUTHORIZED',
      `Events need a write key: make one with \`son1k-analytics keys create track --app ${app.slug}\`, and ${HOW}`,
    )
  return app
}

function checkOrigin({ headers: { origin }, host }: Asking, allowed: string[] | undefined): void {
  if (allowed === undefined || origin === undefined) return
  if (allowed.includes('*') || allowed.includes(origin) || isOwnOrigin(origin, host)) return
  throw new AnalyticsError(
    'FORBIDDEN',
    "Pages of this origin may not send events: name it in ALLOWED_ORIGINS, or among the app's origins",
  )
}

const isOwnOrigin = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host
