import type { Reader } from '../threads/reader.js'
import type { AlertBook } from './alert-book.js'

/** What of the alerts is to be read alone. */
export function readAlertBook(reader: Reader): Pick<AlertBook, 'list' | 'read'> {
  return {
    async list(appId) {
      const rules = await reader.ask('alertRules', undefined)
      return rules.filter((rule) => rule.appId === appId).map(({ appId: _, streak: __, ...rule }) => rule)
    },
    read: (appId) => reader.ask('alerts', appId),
  }
}
