import type { CreateTokenInput, NewAccessToken } from '@son1k/contract'
import type { Context } from '../context.js'
import { tokenNumbered } from './list-tokens.js'

/** Makes a token. This answer is the only one that has its secret. */
export async function createToken(context: Context, input: CreateTokenInput): Promise<NewAccessToken> {
  const { id, secret } = await context.store.registry.createToken(input)
  await context.refreshAccess()
  return { ...(await tokenNumbered(context, id)), secret }
}
