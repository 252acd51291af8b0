import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AnalyticsError } from '@son1k/contract/errors'

export type Location = { kind: 'file'; path: string } | { kind: 'remote' }

/**
 * Where the database of a URL lives; `path` is absolute.
 * @throws AnalyticsError `VALIDATION_FAILED` where the URL names no database
 */
export function locationOf(url: string): Location {
  if (/^(libsql|https?|wss?):\/\/./.test(url)) return { kind: 'remote' }
  const relative = /^file:(?!\/\/)([^?]+)/.exec(url)?.[1]
  if (relative && relative !== ':memory:') return { kind: 'file', path: resolve(decodeURIComponent(relative)) }
  if (/^file:\/\/\/[^?]/.test(url)) return { kind: 'file', path: fileURLToPath(url.replace(/\?.*/, '')) }
  throw new AnalyticsError(
    'VALIDATION_FAILED',
    `"${url}" names no database: use file:<path>, such as file:data/analytics.db, or libsql://<host>, https://<host>`,
  )
}
