import type { Right } from '@son1k/contract'
import type { Settings } from '../env.js'

/** The tokens that come from the environment; they are in no database. */
export function environmentTokens({
  readToken,
  adminToken,
}: Pick<Settings, 'readToken' | 'adminToken'>): { right: Right; secret: string }[] {
  return [
    ...(adminToken === undefined ? [] : [{ right: 'admin' as const, secret: adminToken }]),
    ...(readToken === undefined ? [] : [{ right: 'read' as const, secret: readToken }]),
  ]
}
