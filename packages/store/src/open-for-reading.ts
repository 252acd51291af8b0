import { access } from 'node:fs/promises'
import { AnalyticsError } from '@son1k/contract/errors'
import { LIMITS } from '@son1k/contract/limits'
import type { AlertBook } from './alerts/alert-book.js'
import { readAlertBook } from './alerts/read-alert-book.js'
import { locationOf } from './db/location.js'
import { exportEvents } from './export/export-events.js'
import type { Registry } from './registry/registry.js'
import type { Store, StoreOptions } from './store.js'
import { openReader } from './threads/reader.js'

export type ReadingStore = Pick<Store, 'exportEvents' | 'nameSynonyms' | 'close'> & {
  registry: Pick<Registry, 'read'>
  alerts: Pick<AlertBook, 'list' | 'read'>
}

/**
 * Opens a database for reading alone, also while a server has it open: nothing is locked, made or migrated.
 * @throws AnalyticsError `STORE_UNAVAILABLE` where there is none, or it is of another version than this program
 */
export async function openForReading({
  url,
  authToken,
}: Pick<StoreOptions, 'url' | 'authToken'>): Promise<ReadingStore> {
  const location = locationOf(url)
  if (location.kind === 'file') {
    await access(location.path).catch(() => {
      throw new AnalyticsError('STORE_UNAVAILABLE', `There is no database ${location.path}: check DATABASE_URL.`)
    })
  }
  const settings = { url, authToken }
  const filename = new URL('./threads/reader-thread.js', import.meta.url)
  const reader = openReader({ filename, threads: 1, settings, limitMs: LIMITS.questionMs })
  try {
    if ((await reader.ask('schema', undefined)) !== 'current') {
      throw new AnalyticsError(
        'STORE_UNAVAILABLE',
        'The database was written by another version of this program. Run `son1k-analytics migrate`, or use that version.',
      )
    }
  } catch (error) {
    await reader.close()
    throw error
  }
  return {
    exportEvents: (range) => exportEvents(range, (input) => reader.ask('eventPage', input)),
    nameSynonyms: (appId, given) => reader.ask('synonyms', appId, given),
    registry: { read: () => reader.ask('registry', undefined) },
    alerts: readAlertBook(reader),
    close: () => reader.close(),
  }
}
