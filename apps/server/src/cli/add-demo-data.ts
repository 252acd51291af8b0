import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'
import { showDemoDataLoading } from './show-demo-data-loading.js'

/** Adds sample data to a database. */
export async function addDemoData({ database, days }: { database: string; days: number }): Promise<void> {
  const store = await openDatabase(settingsOfProcess(), { url: database })
  try {
    const added = await showDemoDataLoading(store, days)
    console.log(`${added} events added to ${database}: serve them with DATABASE_URL=${database}`)
  } finally {
    await store.close()
  }
}
