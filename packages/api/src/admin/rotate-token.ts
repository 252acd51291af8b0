import type { NewAccessToken, TokenInput } from '@son1k/contract'
import type { Context } from '../context.js'
import { tokenNumbered } from './list-tokens.js'

/** Makes another token of the same kind and revokes this one, at once. */
export async function rotateToken(context: Context, input: TokenInput): Promise<NewAccessToken> {
  const { id, secret } = await context.store.registry.rotateToken(input)
  await context.refreshAccess()
  return { ...(await tokenNumbered(context, id)), secret }
}
