import { randomUUID } from 'node:crypto'
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

/** The ways into the database. `now` is the server's clock, in milliseconds UTC. */
export function createIngest(
  buffer: GroupCommit,
  { now, countLost }: { now: () => number; countLost: Store['countLost'] },
): Ingest {
  const readAgent = createAgentReader()
  return {
    async ingest(events, delivery) {
      const agent = readAgent(delivery.userAgent)
      const storing = store(
        buffer,
        events.map((event) => enrich(event, delivery, agent)),
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
          return eventRow(event, { appId, at, receivedAt, agent: IMPORT_AGENT })
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
