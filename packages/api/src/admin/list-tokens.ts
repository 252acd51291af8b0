import type { AccessToken } from '@son1k/contract'
import type { Context } from '../context.js'

/** All tokens that there ever were, without their secrets; first those of the environment. */
export async function listTokens({ store, environmentRights }: Context): Promise<AccessToken[]> {
  const { apps, tokens } = await store.registry.read()
  const slugs = new Map(apps.map(({ id, slug }) => [id, slug]))
  const ofEnvironment = environmentRights.map(
    (right): AccessToken => ({
      id: 'environment',
      right,
      app: null,
      label: right === 'admin' ? 'ADMIN_TOKEN' : 'READ_TOKEN',
      createdAt: null,
      lastUsedAt: null,
      revokedAt: null,
    }),
  )
  return [
    ...ofEnvironment,
    ...tokens.map(({ hash: _, appId, ...token }) => ({
      ...token,
      app: appId === null ? null : (slugs.get(appId) ?? null),
    })),
  ]
}

/** One of them, which is there. */
export async function tokenNumbered(context: Context, id: number): Promise<AccessToken> {
  const token = (await listTokens(context)).find((token) => token.id === id)
  if (token === undefined) throw new Error(`The token ${id} was just written, and is not there`)
  return token
}
