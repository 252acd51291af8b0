import type { AccessToken, TokenInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { tokenNumbered } from './list-tokens.js'

/** Makes a token useless, from this answer on. */
export async function revokeToken(context: Context, input: TokenInput): Promise<AccessToken> {
  await context.store.registry.revokeToken(input)
  await context.refreshAccess()
  return await tokenNumbered(context, input.id)
}
