import type { Event } from '@son1k/contract'
import type { Entry } from './entry.js'

/** Makes events when there is time for it: more than one where an event brings another one along. */
export type MakeEvents = () => Event[]
/** Not yet in the storage. */
export type Waiting = MakeEvents | Event

/** Shorter than a frame, also on a machine four times slower. */
const SLICE_MS = 4
const encoder = new TextEncoder()

/**
 * Takes what waits longest, as JSON: all of it, or as much as `most` and what a page may be kept busy for allow.
 * @param refuse is told of each that is no event
 */
export function takeEntries(waiting: Waiting[], refuse: () => void, most?: number): Entry[] {
  const end = performance.now() + SLICE_MS
  const taken: Entry[] = []
  let count = 0
  for (const made of waiting) {
    if (most && (taken.length >= most || performance.now() > end)) break
    count++
    try {
      for (const event of typeof made === 'function' ? made() : [made]) taken.push(toEntry(event))
    } catch {
      refuse()
    }
  }
  waiting.splice(0, count)
  return taken
}

/** @throws TypeError for what is no object (taking it apart does that) or no JSON */
function toEntry({ ...event }: Event): Entry {
  const json = JSON.stringify(event)
  return { json, bytes: encoder.encode(json).length }
}
