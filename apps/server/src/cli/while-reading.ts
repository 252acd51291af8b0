import { openForReading, type ReadingStore } from '@son1k/store'
import { settingsOfProcess } from '../env.js'

/** Reads the database in the settings; a server may run meanwhile. */
export async function whileReading<Result>(read: (store: ReadingStore) => Promise<Result>): Promise<Result> {
  const { databaseUrl: url, databaseAuthToken: authToken } = settingsOfProcess()
  const store = await openForReading({ url, ...(authToken !== undefined && { authToken }) })
  try {
    return await read(store)
  } finally {
    await store.close()
  }
}
