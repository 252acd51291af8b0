import { appIdOf, storeImport } from '@son1k/api'
import { settingsOfProcess } from '../env.js'
import type { TakeEvents } from '../import/import-events.js'
import { takeThroughServer } from '../import/take-through-server.js'
import { administrationOf, asking } from './administration.js'
import { openDatabase } from './open-database.js'

/** Where imported events go: a database, and the short name of an app. */
export type ImportTarget = { databaseUrl: string; app: string }

/**
 * Lets a task import events: through the server that has the database open, else into the database itself, which spares each
 * event a way over HTTP.
 * @throws an error whose message says what to do
 */
export async function withImport<Result>(
  { databaseUrl, app }: ImportTarget,
  task: (take: TakeEvents) => Promise<Result>,
): Promise<Result> {
  const running = await administrationOf(databaseUrl, app)
  if (running !== undefined) return await asking(() => task(takeThroughServer(running.procedures)))
  const store = await openDatabase(settingsOfProcess(), { url: databaseUrl })
  try {
    const appId = await appIdOf(store.registry, app)
    return await task((events) => storeImport(store, events, appId))
  } finally {
    await store.close()
  }
}
