import { AnalyticsError } from '@son1k/contract'
import type { FastifyRequest } from 'fastify'

type Asking = Pick<FastifyRequest, 'headers' | 'host'>

/**
 * Who may send events: any program, and the pages of the allowed origins and of this server itself. A browser would
 * send them for any other page too, and only keep the answer from it.
 * @param allowedOrigins `undefined` is all
 * @returns a check that throws `FORBIDDEN`, saying what to do
 */
export function createTrackCheck(allowedOrigins: string[] | undefined): (request: Asking) => void {
  if (allowedOrigins === undefined) return () => {}
  const allowed = new Set(allowedOrigins)
  return ({ headers: { origin }, host }) => {
    if (origin === undefined || allowed.has(origin) || isOwnOrigin(origin, host)) return
    throw new AnalyticsError('FORBIDDEN', 'Pages of this origin may not send events: name it in ALLOWED_ORIGINS')
  }
}

const isOwnOrigin = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host
