import type { BatchResult, Rejection } from '@son1k/contract'
import type { IngestResult } from '@son1k/store'

/**
 * Counts what became of events that were given to the store.
 * @param places of the events, in what the caller was given
 * @param onAccepted hears of each that was new, by its position among the events
 */
export function toBatchResult(
  results: IngestResult[],
  places: number[],
  onAccepted: (position: number) => void = () => {},
): BatchResult {
  if (results.length !== places.length)
    throw new Error(`The store answered ${results.length} results for ${places.length} events`)
  const rejected: Rejection[] = []
  let accepted = 0
  let duplicates = 0
  for (const [position, index] of places.entries()) {
    const result = results[position]
    switch (result?.status) {
      case 'accepted':
        accepted++
        onAccepted(position)
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
