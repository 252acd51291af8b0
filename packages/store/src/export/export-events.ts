import { EVENT_TYPES } from '@son1k/contract/event'
import type { ExportRange, StoredEvent } from '../store.js'
import type { EventPage, PageInput, Place } from './event-page.js'

/** Events of one step and type: a few milliseconds of work, a megabyte or so of memory. */
const PAGE_EVENTS = 1_000
const BATCH_EVENTS = 1_000

/** Events of one type that were read and not yet handed on, the earliest first. */
type Lane = Pick<PageInput, 'type' | 'after'> & { waiting: EventPage['events']; next: number; isDone: boolean }

/**
 * Reads the raw events of a range in the order of time, step by step. What is stored meanwhile, before the time that was
 * reached, is not among them.
 * @param readPage reads one page, wherever the database is
 */
export async function* exportEvents(
  range: ExportRange,
  readPage: (input: PageInput) => Promise<EventPage>,
): AsyncGenerator<StoredEvent[], void, undefined> {
  const { appId, from = 0, to = Number.MAX_SAFE_INTEGER } = range
  const after: Place = { at: from, outcome: -1, id: -1 }
  const lanes: Lane[] = EVENT_TYPES.map((type) => ({ type, after, waiting: [], next: 0, isDone: false }))
  let batch: StoredEvent[] = []
  for (;;) {
    for (const lane of lanes.filter(({ waiting, next, isDone }) => !isDone && next === waiting.length)) {
      const { events, last } = await readPage({ appId, to, limit: PAGE_EVENTS, type: lane.type, after: lane.after })
      Object.assign(lane, { waiting: events, next: 0, isDone: last === undefined, after: last ?? lane.after })
    }
    const lane = earliest(lanes)
    if (lane === undefined) break
    // The other types have nothing earlier than what they show, so this one goes on until its page ends or they are due.
    const event = lane.waiting[lane.next++]?.event
    if (event !== undefined) batch.push(event)
    if (batch.length < BATCH_EVENTS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function earliest(lanes: Lane[]): Lane | undefined {
  let found: Lane | undefined
  let foundAt = Number.POSITIVE_INFINITY
  for (const lane of lanes) {
    const at = lane.waiting[lane.next]?.at ?? Number.POSITIVE_INFINITY
    if (at >= foundAt) continue
    found = lane
    foundAt = at
  }
  return found
}
