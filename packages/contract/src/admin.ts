import type { NameSynonym } from './dimension.js'
/** What a token allows: to send events, to see what was stored, or to administer. */
export const RIGHTS = ['track', 'read', 'admin'] as const
export type Right = (typeof RIGHTS)[number]

/** One of the apps that share a server: no question crosses from one to another. */
export type App = {
  /** Its name in addresses and headers, such as `studio`. */
  slug: string
  name: string
  /** IANA name: of the days and hours in its reports. */
  timeZone: string
  /** Of pages that may send its events, `*` for all; null: as ALLOWED_ORIGINS says. */
  origins: string[] | null
  /** Days that its raw events are kept for, 0 for ever; null: as RETENTION_DAYS says. */
  retentionDays: number | null
  /** Whether events need its write key. Programs of the server's own machine may do without for `default`. */
  requiresKey: boolean
  /** RFC 3339. */
  createdAt: string
}

/** A token, but for its secret, which nobody can see again. */
export type AccessToken = {
  /** `environment` for READ_TOKEN and ADMIN_TOKEN, which are not revocable here. */
  id: number | 'environment'
  right: Right
  /** The slug of the one app that it is for; null: all. */
  app: string | null
  label: string
  /** RFC 3339; null for one of the environment. */
  createdAt: string | null
  /** RFC 3339, to the hour. */
  lastUsedAt: string | null
  revokedAt: string | null
}

/** A token that was just made. `secret` is shown this once. */
export type NewAccessToken = AccessToken & { secret: string }

export type CreateAppInput = {
  slug: string
  name?: string | undefined
  timeZone?: string | undefined
  origins?: string[] | null | undefined
  retentionDays?: number | null | undefined
}

/** What is left out stays as it is. */
export type ChangeAppInput = {
  app: string
  name?: string | undefined
  /** Only before the app's first event. */
  timeZone?: string | undefined
  origins?: string[] | null | undefined
  retentionDays?: number | null | undefined
  /** Of `default` alone: every other app always requires one. */
  requiresKey?: boolean | undefined
}

export type CreateTokenInput = {
  right: Right
  /** Needed for `track`; without it a read token is for all apps, as an admin token always is. */
  app?: string | undefined
  label?: string | undefined
}

export type TokenInput = { id: number }

/** Whose names: the short name of an app. */
export type NamesInput = { app: string }
/** All synonyms of the app: they take the place of those that it had. */
export type SetNamesInput = { app: string; synonyms: NameSynonym[] }
