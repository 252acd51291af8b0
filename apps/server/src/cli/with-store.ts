import type { Store } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'

/** Changes the database in the settings, which no server must have open. */
export async function withStore<Result>(change: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openDatabase(settingsOfProcess())
  try {
    return await change(store)
  } finally {
    await store.close()
  }
}
