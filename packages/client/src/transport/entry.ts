import type { Event } from '@son1k/contract'
import type { QueuedEvent } from './storage.js'

/** An event on its way. `key`: where it is stored, once it is. */
export type Entry = QueuedEvent & { key?: number }

/** @returns what was made by `toEntry`, of this page or an earlier one */
export const parseEntries = (entries: Entry[]): Event[] => JSON.parse(`[${entries.map(({ json }) => json)}]`)

/** No stored event has 0. */
export const keyOf = (entry: Entry): number => entry.key ?? 0

/** The first events that fit, and at least one: the server decides on what is too large by itself. */
export function takeWithin(bytes: number, entries: Entry[]): Entry[] {
  let left = bytes
  return entries.filter((entry, index) => {
    left -= entry.bytes
    return left >= 0 || !index
  })
}
