import type { BatchResult, Event } from '@son1k/contract'
import type { Store } from '@son1k/store'
import { toBatchResult } from '../track/batch-result.js'

/** Stores events that were checked, of any age, with the time that they carry. Resolves after the commit. */
export async function storeImport(
  store: Pick<Store, 'importEvents'>,
  events: Event[],
  appId: number,
): Promise<BatchResult> {
  const results = events.length > 0 ? await store.importEvents(events, appId) : []
  return toBatchResult(
    results,
    events.map((_, index) => index),
  )
}
