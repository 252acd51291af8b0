import { appIdOf } from '@son1k/api'
import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'
import { showDemoDataLoading } from './show-demo-data-loading.js'

/** Adds sample data to a database. */
export async function addDemoData({
  database,
  days,
  app,
  json = false,
}: {
  database: string
  days: number
  app: string
  json?: boolean
}): Promise<void> {
  const store = await openDatabase(settingsOfProcess(), { url: database })
  try {
    const added = await showDemoDataLoading(store, { days, appId: await appIdOf(store.registry, app) })
    if (json) return console.log(JSON.stringify({ database, app, days, added }))
    console.log(`${added} events added to ${database}: serve them with DATABASE_URL=${database}`)
  } finally {
    await store.close()
  }
}
