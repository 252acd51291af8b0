import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'
import { showRebuilding } from './show-rebuilding.js'

/** Makes the sums anew from the raw events. */
export async function rebuild(): Promise<void> {
  const settings = settingsOfProcess()
  const store = await openDatabase(settings)
  const progress = showRebuilding()
  try {
    await store.rebuild(progress)
  } finally {
    await progress.stop()
    await store.close()
  }
  console.log(`The sums of ${settings.databaseUrl} are as its events say`)
}
