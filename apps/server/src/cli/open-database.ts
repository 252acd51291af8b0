import { openStore, type Store } from '@son1k/store'
import type { Settings } from '../env.js'

/** Opens, and brings up to date, the database of the settings or another one. */
export function openDatabase(settings: Settings, url = settings.databaseUrl): Promise<Store> {
  const { databaseAuthToken, sessionTimeoutMinutes, timeZone } = settings
  return openStore({
    url,
    sessionTimeoutMinutes,
    ...(databaseAuthToken !== undefined && { authToken: databaseAuthToken }),
    ...(timeZone !== undefined && { timeZone }),
  })
}
