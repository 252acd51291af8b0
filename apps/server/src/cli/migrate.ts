import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'

/** Brings the database up to date. */
export async function migrate({ json = false }: { json?: boolean }): Promise<void> {
  const settings = settingsOfProcess()
  const store = await openDatabase(settings)
  await store.close()
  const { databaseUrl: database } = settings
  console.log(json ? JSON.stringify({ database, upToDate: true }) : `${database} is up to date`)
}
