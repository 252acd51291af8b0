import { createLocalStorage } from '@son1k/client/transport'

/** Forgets what waits in this browser, wherever it does. */
export async function forgetQueue(name: string): Promise<void> {
  try {
    indexedDB.deleteDatabase(name)
    const storage = createLocalStorage(name)
    const waiting = await storage.read()
    await storage.remove(waiting.map(({ key }) => key))
  } catch {
    // What a browser refuses to keep it has not kept.
  }
}
