import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'

/** Brings the database up to date. */
export async function migrate(): Promise<void> {
  const settings = settingsOfProcess()
  const store = await openDatabase(settings)
  await store.close()
  console.log(`${settings.databaseUrl} is up to date`)
}
