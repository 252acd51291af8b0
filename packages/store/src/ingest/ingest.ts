import { randomUUID } from 'node:crypto'
import type { Event } from '@son1k/contract'
import { maskEvent } from '../privacy/mask-event.js'
import { createMask, type MaskOptions } from '../privacy/mask-text.js'
import type { IngestResult, Store } from '../store.js'
import { createAgentReader } from './agent.js'
import { enrich, type Rejected } from './enrich.js'
import { type EventRow, eventRow } from './event-row.js'
import type { GroupCommit } from './group-commit.js'
import { IMPORT_AGENT } from './import-agent.js'
import { sessionEndRow } from './session-end.js'

const ACCEPTED: IngestResult = Object.freeze({ status: 'accepted' })
const DUPLICATE: IngestResult = Object.freeze({ status: 'duplicate' })

type Ingest = Pick<Store, 'ingest' | 'importEvents' | 'endSession'>

type IngestOptions = {
  /** The server's clock, in milliseconds UTC. */
  now: () => number
  countLost: Store['countLost']
  promptMask?: MaskOptions | undefined
}

/** The ways into the database. */
export function createIngest(buffer: GroupCommit, { now, countLost, promptMask }: IngestOptions): Ingest {
  const readAgent = createAgentReader()
  const mask = promptMask && createMask(promptMask)
  const masked = (event: Event) => (mask ? maskEvent(event, mask) : event)
  return {
    async ingest(events, delivery) {
      const agent = readAgent(delivery.userAgent)
      const storing = store(
        buffer,
        events.map((event) => enrich(masked(event), delivery, agent)),
      )
      const { appId } = delivery
      return countDuplicates(storing, (events) => countLost({ appId, kind: 'duplicates', reason: '', events }))
    },
    async importEvents(events, appId) {
      const receivedAt = now()
      return store(
        buffer,
        events.map((event) => {
          const at = Date.parse(event.occurredAt)
          return eventRow(masked(event), { appId, at, receivedAt, agent: IMPORT_AGENT })
        }),
      )
    },
    async endSession(sessionId, delivery) {
      const made = { id: randomUUID(), agent: readAgent(delivery.userAgent) }
      const [ended] = await buffer.store('end', [sessionEndRow(sessionId, delivery, made)])
      return ended === true
    },
  }
}

/** Nothing here refers to the events while they wait, either. */
async function countDuplicates(
  storing: Promise<IngestResult[]>,
  count: (duplicates: number) => void,
): Promise<IngestResult[]> {
  const results = await storing
  let duplicates = 0
  for (const result of results) if (result === DUPLICATE) duplicates += 1
  if (duplicates > 0) count(duplicates)
  return results
}

const isRow = (candidate: EventRow | Rejected): candidate is EventRow => !('status' in candidate)

/**
 * Stores what was not refused; answers for each candidate, in order. Nothing here refers to the rows while they wait: the
 * buffer has them, as text.
 */
function store(buffer: GroupCommit, candidates: (EventRow | Rejected)[]): Promise<IngestResult[]> {
  const refusals = candidates.map((candidate) => (isRow(candidate) ? undefined : candidate))
  const [first, ...rest] = candidates.filter(isRow)
  return answersOf(refusals, first === undefined ? [] : buffer.store('event', [first, ...rest]))
}

async function answersOf(
  refusals: (Rejected | undefined)[],
  storing: Promise<boolean[]> | boolean[],
): Promise<IngestResult[]> {
  const stored = await storing
  let place = 0
  return refusals.map((refusal) => refusal ?? (stored[place++] ? ACCEPTED : DUPLICATE))
}
