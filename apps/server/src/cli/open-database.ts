import { openStore, type Store, type StoreOptions } from '@son1k/store'
import type { Settings } from '../env.js'
import { showUpgrade } from './show-upgrade.js'

type Differently = Partial<Pick<StoreOptions, 'url' | 'onCommitFailure' | 'onThreadLost' | 'promptMinUsers'>>

/** Opens the database of the settings or another one, and brings it up to date behind a progress bar. */
export async function openDatabase(settings: Settings, differently: Differently = {}): Promise<Store> {
  const { databaseUrl, databaseAuthToken, sessionTimeoutMinutes, timeZone, promptMask } = settings
  const progress = showUpgrade(differently.url ?? databaseUrl)
  try {
    return await openStore({
      url: databaseUrl,
      sessionTimeoutMinutes,
      ...(databaseAuthToken !== undefined && { authToken: databaseAuthToken }),
      ...(timeZone !== undefined && { timeZone }),
      ...(promptMask !== undefined && { promptMask }),
      onUpgrade: progress.onProgress,
      ...differently,
    })
  } finally {
    await progress.stop()
  }
}
