import type { Registry } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'

/** Changes apps and tokens of the database in the settings, which no server must have open. */
export async function withRegistry<Result>(change: (registry: Registry) => Promise<Result>): Promise<Result> {
  const store = await openDatabase(settingsOfProcess())
  try {
    return await change(store.registry)
  } finally {
    await store.close()
  }
}
