import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'
import { showRebuilding } from './show-rebuilding.js'

/** Makes the sums anew from the raw events: all, or those from a day on. */
export async function rebuild({ from }: { from?: string }): Promise<void> {
  const settings = settingsOfProcess()
  const store = await openDatabase(settings)
  const progress = showRebuilding()
  try {
    await store.rebuild({ fromDate: from, onProgress: progress.onProgress })
  } finally {
    await progress.stop()
    await store.close()
  }
  const since = from === undefined ? '' : ` from ${from} on`
  console.log(`The sums of ${settings.databaseUrl} are as its events say${since}`)
}
