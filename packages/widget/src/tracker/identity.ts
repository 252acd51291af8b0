import type { TextStorage } from './browser-storage.js'
import { uuidV7 } from './uuid.js'

const KEY = 'son1k_user_id'

export type Identity = {
  userId(): string
  /** Changes the user of later events, also after a reload. By default to a new, unknown one. */
  identify(userId?: string): void
}

/**
 * Who uses this browser. An id that is stored is kept, whoever made it.
 * @param given the page's own answer, which is not stored: the page gives it each time
 */
export function createIdentity(storage: TextStorage, given: string | undefined): Identity {
  function identify(userId = `user_${Date.now()}_${uuidV7().slice(-9)}`) {
    given = undefined
    storage.set(KEY, `${userId}`)
  }

  function userId(): string {
    // Read each time, so that tabs agree.
    const known = given || storage.get(KEY)
    if (known) return known
    identify()
    return userId()
  }

  return { userId, identify }
}
