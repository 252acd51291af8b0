import { randomBytes } from 'node:crypto'
import { hashOfSecret, type Store } from '@son1k/store'
import type { FastifyRequest } from 'fastify'
import type { Holder, Register } from './register.js'

/** The people who are signed in to the full page. A restart signs nobody out. */
export type Sessions = {
  /** @returns what the browser keeps: 256 random bits that are nobody's token */
  begin(holder: Holder, token: string): Promise<string>
  /** Who asks, by the cookie of a request from our own page; undefined after its end, or when the token was revoked. */
  holderOf(request: Asking): Holder | undefined
  end(request: Asking): Promise<void>
}

type Asking = Pick<FastifyRequest, 'headers' | 'host'>
export type SessionOptions = {
  register: Register
  registry: Pick<Store['registry'], 'read' | 'addLogin' | 'removeLogin'>
  /** Milliseconds UTC. */
  now: () => number
}

export const SESSION_COOKIE = 'son1k_session'
export const SESSION_SECONDS = 12 * 60 * 60
/** More than people: whoever signs in again and again ends the oldest. */
const MOST_SESSIONS = 1_000

/** Reads who is signed in, and keeps it in memory and in the database. */
export async function openSessions({ register, registry, now }: SessionOptions): Promise<Sessions> {
  const { logins } = await registry.read()
  const sessions = new Map(logins.map((login) => [login.hash, login]))

  async function forget(hash: string) {
    sessions.delete(hash)
    await registry.removeLogin(hash)
  }

  return {
    async begin(holder, token) {
      const secret = randomBytes(32).toString('base64url')
      const [oldest] = sessions.keys()
      if (sessions.size >= MOST_SESSIONS && oldest !== undefined) await forget(oldest)
      const isOfEnvironment = holder.id === 'environment'
      const login = {
        hash: hashOfSecret(secret),
        tokenId: holder.id === 'environment' ? null : holder.id,
        proof: isOfEnvironment ? proofOf(secret, token) : null,
        endsAt: now() + SESSION_SECONDS * 1_000,
      }
      await registry.addLogin(login)
      sessions.set(login.hash, login)
      return secret
    },
    holderOf(request) {
      const secret = cookieOf(request)
      if (secret === undefined || !isFromOwnPage(request)) return undefined
      const hash = hashOfSecret(secret)
      const login = sessions.get(hash)
      if (login === undefined) return undefined
      if (login.endsAt <= now()) {
        sessions.delete(hash)
        return undefined
      }
      return login.tokenId === null
        ? register.holderOfEnvironment((token) => proofOf(secret, token) === login.proof)
        : register.holderNumbered(login.tokenId)
    },
    async end(request) {
      const secret = cookieOf(request)
      if (secret !== undefined) await forget(hashOfSecret(secret))
    },
  }
}

/** Tells whether a token of the environment is the same as then. Without what the browser keeps, it tells nothing of it. */
const proofOf = (secret: string, token: string) => hashOfSecret(`${secret} ${token}`)

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
