import { createTokenInputSchema, type Right } from '@son1k/contract'
import { checked } from './checked.js'
import { tableOf } from './table-of.js'
import { whileReading } from './while-reading.js'
import { withAdministration } from './with-administration.js'

/** Prints all tokens, without their secrets. */
export async function listKeys({ json = false }: { json?: boolean }): Promise<void> {
  const { apps, tokens } = await whileReading(({ registry }) => registry.read())
  const slugOf = (appId: number | null) => apps.find(({ id }) => id === appId)?.slug ?? null
  const listed = tokens.map(({ hash: _, appId, ...token }) => ({ ...token, app: slugOf(appId) }))
  if (json) return console.log(JSON.stringify(listed))
  if (listed.length === 0) return console.log('There are no tokens: `son1k-analytics keys create read` makes one')
  const rows = listed.map(({ id, right, app, label, createdAt, lastUsedAt, revokedAt }) => [
    String(id),
    right,
    app ?? 'all apps',
    revokedAt === null ? 'good' : `revoked ${revokedAt.slice(0, 10)}`,
    `made ${createdAt.slice(0, 10)}`,
    lastUsedAt === null ? 'never used' : `used ${lastUsedAt.slice(0, 13)}h UTC`,
    label,
  ])
  console.log(tableOf(rows))
}

/** Makes a token and prints it: the secret alone to standard output, so that a script can keep it. */
export async function createKey(right: Right, options: { app?: string; label?: string }): Promise<void> {
  const app = options.app ?? (right === 'track' ? 'default' : undefined)
  const input = checked(createTokenInputSchema, { right, app, label: options.label })
  const { id, secret } = await withAdministration(({ procedures }) => procedures.admin.createToken.mutate(input))
  show(id, secret)
}

/** Makes another token in place of one. */
export async function rotateKey(id: number): Promise<void> {
  const made = await withAdministration(({ procedures }) => procedures.admin.rotateToken.mutate({ id }))
  show(made.id, made.secret)
}

/** Makes a token useless. */
export async function revokeKey(id: number): Promise<void> {
  await withAdministration(({ procedures }) => procedures.admin.revokeToken.mutate({ id }))
  console.log(`Token ${id} is revoked`)
}

function show(id: number | 'environment', secret: string): void {
  console.error(`Token ${id}, which is shown this once:`)
  console.log(secret)
}
