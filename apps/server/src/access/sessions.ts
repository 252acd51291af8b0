import { randomBytes } from 'node:crypto'
import { hashOfSecret } from '@son1k/store'
import type { FastifyRequest } from 'fastify'
import type { Holder, Register } from './register.js'

/** The people who are signed in to the full page, in memory: a restart signs everybody out. */
export type Sessions = {
  /** @returns what the browser keeps: 256 random bits that are nobody's token */
  begin(holder: Holder): string
  /** Who asks, by the cookie of a request from our own page; undefined after its end, or when the token was revoked. */
  holderOf(request: Asking): Holder | undefined
  end(request: Asking): void
}

type Asking = Pick<FastifyRequest, 'headers' | 'host'>
type Session = { holder: Holder; endsAt: number }

export const SESSION_COOKIE = 'son1k_session'
export const SESSION_SECONDS = 12 * 60 * 60
/** More than people: whoever signs in again and again ends the oldest. */
const MOST_SESSIONS = 1_000

/** @param now milliseconds UTC */
export function createSessions(register: Register, now: () => number): Sessions {
  const sessions = new Map<string, Session>()
  return {
    begin(holder) {
      const secret = randomBytes(32).toString('base64url')
      const [oldest] = sessions.keys()
      if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest)
      sessions.set(hashOfSecret(secret), { holder, endsAt: now() + SESSION_SECONDS * 1_000 })
      return secret
    },
    holderOf(request) {
      const secret = cookieOf(request)
      if (secret === undefined || !isFromOwnPage(request)) return undefined
      const hash = hashOfSecret(secret)
      const session = sessions.get(hash)
      if (session === undefined) return undefined
      if (session.endsAt > now() && register.isGood(session.holder.id)) return session.holder
      sessions.delete(hash)
      return undefined
    },
    end(request) {
      const secret = cookieOf(request)
      if (secret !== undefined) sessions.delete(hashOfSecret(secret))
    },
  }
}

/**
 * Whether no other page can have sent it. `SameSite` is not enough: another port, or another name under the same domain,
 * is the same site.
 */
export function isFromOwnPage({ headers: { origin, 'sec-fetch-site': site }, host }: Asking): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

const cookieOf = ({ headers }: Asking) =>
  new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]{43})(?:;|$)`).exec(headers.cookie ?? '')?.[1]
