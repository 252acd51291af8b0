import {
  type BatchResult,
  type DropCounts,
  type Event,
  type Issue,
  parseEvent,
  type Rejection,
  type UncheckedBatch,
} from '@son1k/contract'
import type { IngestResult } from '@son1k/store'
import type { Context } from '../context.js'
import { describeIssues } from '../describe-issues.js'
import { toBatchResult } from './batch-result.js'
import { ingest } from './ingest.js'

/**
 * Stores the good events of a batch and says which were refused, and why.
 * @param nameIssues puts issues in the caller's names, where they differ from the contract's
 */
export async function trackBatch(
  context: Context,
  { events, sentAt, dropped = {} }: UncheckedBatch,
  nameIssues: (issues: Issue[]) => Issue[] = (issues) => issues,
): Promise<BatchResult> {
  const { good, places, rejected, lost } = sortOut(events, nameIssues)
  const storing = good.length > 0 ? ingest(context, good, Date.parse(sentAt)) : []
  // Without waiting here: who waits for a commit keeps what it refers to, and the buffer has it already.
  return answerOf(context, { storing, places, rejected, lost, dropped })
}

/** Parts the good events, with their places in the batch and what was lost before some, from those that are refused. */
function sortOut(events: unknown[], nameIssues: (issues: Issue[]) => Issue[]) {
  const good: Event[] = []
  const places: number[] = []
  const lost = new Map<number, DropCounts>()
  const rejected: Rejection[] = []
  for (const [index, input] of events.entries()) {
    const parsed = parseEvent(input)
    if ('event' in parsed) {
      const { dropped, ...event } = parsed.event
      if (dropped) lost.set(good.length, dropped)
      good.push(dropped ? event : parsed.event)
      places.push(index)
    } else {
      const message = describeIssues(nameIssues(parsed.issues), 'the event')
      rejected.push({ index, code: parsed.code, message })
    }
  }
  return { good, places, rejected, lost }
}

type Stored = {
  storing: Promise<IngestResult[]> | IngestResult[]
  places: number[]
  rejected: Rejection[]
  /** What clients lost before an event, by its position. */
  lost: Map<number, DropCounts>
  dropped: DropCounts
}

async function answerOf(context: Context, { storing, places, rejected, lost, dropped }: Stored): Promise<BatchResult> {
  const { accepted, duplicates, ...stored } = toBatchResult(await storing, places, (position) =>
    countLost(context, lost.get(position)),
  )
  rejected.push(...stored.rejected)
  const { appId } = context
  for (const { code } of rejected) context.drops.count({ appId, kind: 'rejected', reason: code, events: 1 })
  // Where all were here already, so was what came along: the client didn't hear the first answer.
  if (accepted > 0 || duplicates === 0) countLost(context, dropped)
  return { accepted, duplicates, rejected: rejected.sort((a, b) => a.index - b.index) }
}

/** What a client lost is counted apart from what was lost here. */
function countLost({ drops, appId }: Context, dropped: DropCounts = {}): void {
  for (const [reason, events] of Object.entries(dropped)) drops.count({ appId, kind: 'clientDropped', reason, events })
}
