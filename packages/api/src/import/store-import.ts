import type { BatchResult, Event, Rejection } from '@son1k/contract'
import type { Store } from '@son1k/store'

/** Stores events that were checked, of any age, with the time that they carry. Resolves after the commit. */
export async function storeImport(
  store: Pick<Store, 'importEvents'>,
  events: Event[],
  appId: number,
): Promise<BatchResult> {
  const results = events.length > 0 ? await store.importEvents(events, appId) : []
  if (results.length !== events.length)
    throw new Error(`The store answered ${results.length} results for ${events.length} events`)
  const rejected: Rejection[] = []
  let accepted = 0
  let duplicates = 0
  for (const [index, result] of results.entries()) {
    switch (result.status) {
      case 'accepted':
        accepted++
        break
      case 'duplicate':
        duplicates++
        break
      case 'rejected':
        rejected.push({ index, code: result.code, message: result.message })
        break
    }
  }
  return { accepted, duplicates, rejected }
}
