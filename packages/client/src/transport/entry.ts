import type { Event } from '@son1k/contract'
import type { QueuedEvent } from './storage.js'

/** An event on its way. `key`: where it is stored, once it is. */
export type Entry = QueuedEvent & { key?: number }

/** @returns what was made by `toEntry`, of this page or an earlier one */
export const parseEntries = (entries: Entry[]): Event[] => JSON.parse(`[${entries.map(({ json }) => json)}]`)

export const keysOf = (entries: Entry[]): number[] => entries.map(({ key = 0 }) => key)

export const sumBytes = (entries: Entry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0)

/** The first events that fit. */
export function takeWithin(bytes: number, entries: Entry[]): Entry[] {
  let left = bytes
  const end = entries.findIndex((entry) => {
    left -= entry.bytes
    return left < 0
  })
  return end < 0 ? entries : entries.slice(0, end)
}
