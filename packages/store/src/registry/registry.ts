import type { App, ChangeAppInput, CreateAppInput, CreateTokenInput, Right, TokenInput } from '@son1k/contract'

export type AppRecord = App & { id: number }

/** Times as in RFC 3339. */
export type TokenRecord = {
  id: number
  right: Right
  /** Null: of all apps. */
  appId: number | null
  label: string
  /** SHA-256 of the secret, in hex. Not to be shown. */
  hash: string
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

/** The apps of a server, and the tokens that open them, both in the order that they were made. */
export type RegistryContent = { apps: AppRecord[]; tokens: TokenRecord[]; logins: LoginRecord[] }

/** Somebody who is signed in to the full page. Hashes are SHA-256 in hex, times milliseconds UTC. */
export type LoginRecord = {
  /** Of what the browser keeps. */
  hash: string
  /** The token that was shown; null: one of the environment. */
  tokenId: number | null
  /** Of what the browser keeps and that token of the environment. */
  proof: string | null
  endsAt: number
}

/** A token's id, and its secret, which nothing keeps. */
export type MadeToken = { id: number; secret: string }

/**
 * Which apps there are, and who may do what. Rejects with an `AnalyticsError`, `VALIDATION_FAILED` naming the field
 * where something is wrong with the input, `NOT_FOUND` where there is no such app or token.
 */
export interface Registry {
  read(): Promise<RegistryContent>
  /** Makes an app, which requires a write key. Its time zone is by default the system's. */
  createApp(input: CreateAppInput): Promise<void>
  changeApp(input: ChangeAppInput): Promise<void>
  createToken(input: CreateTokenInput): Promise<MadeToken>
  /** Makes another of the same kind, and revokes this one at once. */
  rotateToken(input: TokenInput): Promise<MadeToken>
  /** Revoking it again changes nothing. */
  revokeToken(input: TokenInput): Promise<void>
  /** Keeps a login, and takes away those that have ended. */
  addLogin(login: LoginRecord): Promise<void>
  removeLogin(hash: string): Promise<void>
  /** Notes that it was used in this hour. */
  noteTokenUse(input: TokenInput): Promise<void>
}
