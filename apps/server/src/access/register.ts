import { timingSafeEqual } from 'node:crypto'
import type { Right } from '@son1k/contract'
import { type AppRecord, hashOfSecret, type Store, type TokenRecord } from '@son1k/store'

/** Whom a secret belongs to. `appId` null: all apps. */
export type Holder = { id: number | 'environment'; right: Right; appId: number | null }

/** The apps and tokens of a server, in memory: every request asks for them. */
export type Register = {
  app(id: number): AppRecord | undefined
  appNamed(slug: string): AppRecord | undefined
  apps(): AppRecord[]
  /** @returns undefined for a secret that is unknown or was revoked */
  holderOf(secret: string): Holder | undefined
  /** Whom a token belongs to, by its number; undefined where it was revoked. */
  holderNumbered(id: number): Holder | undefined
  /** The same of a token of the environment, which `isIt` knows again. */
  holderOfEnvironment(isIt: (secret: string) => boolean): Holder | undefined
  /** What a token is for, as who made it says; '' where they don't. */
  labelOf(id: number): string
  /** Whether a token is still good. */
  isGood(id: Holder['id']): boolean
  /** Whether a token of one of these rights was ever made, or comes from the environment. */
  hasHad(...rights: Right[]): boolean
  /** Reads them anew: resolves when a change applies. */
  refresh(): Promise<void>
  stop(): void
}

export type RegisterOptions = {
  registry: Store['registry']
  /** The one that allows the most first. */
  environment: { right: Right; secret: string }[]
  /** Milliseconds UTC. */
  now: () => number
  onError: (error: unknown) => void
}

/** Another server on the same remote database may have changed them. */
const REFRESH_MS = 60_000
const HOUR_MS = 3_600_000

/** Reads what a database has, and keeps it up to date. */
export async function openRegister({ registry, environment, now, onError }: RegisterOptions): Promise<Register> {
  const ofEnvironment = environment.map(({ right, secret }) => ({ right, hash: bytesOf(hashOfSecret(secret)) }))
  const usedAt = new Map<number, number>()
  let content = await registry.read()
  let good = goodOf(content.tokens)

  async function refresh() {
    content = await registry.read()
    good = goodOf(content.tokens)
  }

  function noteUse({ id }: TokenRecord) {
    const hour = Math.floor(now() / HOUR_MS)
    if (usedAt.get(id) === hour) return
    usedAt.set(id, hour)
    registry.noteTokenUse({ id }).catch(onError)
  }

  const timer = setInterval(() => refresh().catch(onError), REFRESH_MS).unref()
  return {
    app: (id) => content.apps.find((app) => app.id === id),
    appNamed: (slug) => content.apps.find((app) => app.slug === slug),
    apps: () => content.apps,
    holderOf(secret) {
      const hash = hashOfSecret(secret)
      // A token of the environment may be one that people can guess: how long comparing takes must tell nothing of it.
      const bytes = bytesOf(hash)
      const [first] = ofEnvironment.filter((token) => timingSafeEqual(token.hash, bytes))
      if (first !== undefined) return { id: 'environment', right: first.right, appId: null }
      // Others are 256 random bits: to know the start of a hash gets nobody nearer to its secret.
      const token = good.get(hash)
      if (token === undefined || !timingSafeEqual(bytesOf(token.hash), bytes)) return undefined
      noteUse(token)
      return { id: token.id, right: token.right, appId: token.appId }
    },
    holderNumbered(id) {
      const token = [...good.values()].find((each) => each.id === id)
      return token && { id, right: token.right, appId: token.appId }
    },
    holderOfEnvironment(isIt) {
      const token = environment.find(({ secret }) => isIt(secret))
      return token && { id: 'environment', right: token.right, appId: null }
    },
    labelOf: (id) => content.tokens.find((token) => token.id === id)?.label ?? '',
    isGood: (id) => id === 'environment' || [...good.values()].some((token) => token.id === id),
    hasHad: (...rights) => [...environment, ...content.tokens].some(({ right }) => rights.includes(right)),
    refresh,
    stop: () => clearInterval(timer),
  }
}

const bytesOf = (hash: string) => Buffer.from(hash, 'hex')

const goodOf = (tokens: TokenRecord[]) =>
  new Map(tokens.filter(({ revokedAt }) => revokedAt === null).map((token) => [token.hash, token]))
