import { existsSync } from 'node:fs'
import { AnalyticsError } from '@son1k/contract/errors'
import { locationOf } from './location.js'

/**
 * The path of a database file that is there: to open one that isn't would make it.
 * @throws AnalyticsError `VALIDATION_FAILED` for a remote database, `STORE_UNAVAILABLE` where there is none
 */
export function existingFile(url: string): string {
  const location = locationOf(url)
  if (location.kind === 'remote') {
    throw new AnalyticsError(
      'VALIDATION_FAILED',
      'This is for a database file. A remote database is checked and backed up where it runs: see what its provider offers.',
    )
  }
  if (existsSync(location.path)) return location.path
  throw new AnalyticsError(
    'STORE_UNAVAILABLE',
    `There is no database at ${location.path}. Check DATABASE_URL, and from which folder you run the command.`,
  )
}
