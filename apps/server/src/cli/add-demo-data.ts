import { showDemoDataLoading } from './show-demo-data-loading.js'
import { withImport } from './with-import.js'

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
  const added = await withImport({ databaseUrl: database, app }, (take) => showDemoDataLoading({ take, days }))
  if (json) return console.log(JSON.stringify({ database, app, days, added }))
  console.log(`${added} events added to ${database}: serve them with DATABASE_URL=${database}`)
}
