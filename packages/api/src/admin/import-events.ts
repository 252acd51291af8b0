import type { BatchResult, Event, Rejection, UncheckedImport } from '@son1k/contract'
import type { Context } from '../context.js'
import { checkImport } from '../import/check-import.js'
import { storeImport } from '../import/store-import.js'

/** Stores part of an import, and says which events were refused, and why. Again it changes nothing. */
export async function importEvents(
  { store, appId, receivedAt }: Context,
  { events }: UncheckedImport,
): Promise<BatchResult> {
  const good: { event: Event; index: number }[] = []
  const rejected: Rejection[] = []
  for (const [index, candidate] of events.entries()) {
    const checked = checkImport(candidate, { names: 'contract', now: receivedAt })
    if ('event' in checked) good.push({ event: checked.event, index })
    else rejected.push({ index, ...checked })
  }
  const stored = await storeImport(
    store,
    good.map(({ event }) => event),
    appId,
  )
  for (const { index, ...why } of stored.rejected) rejected.push({ index: good[index]?.index ?? index, ...why })
  return { ...stored, rejected: rejected.sort((a, b) => a.index - b.index) }
}
