import {
  type BatchResult,
  type DropCounts,
  type Event,
  type Issue,
  parseEvent,
  type Rejection,
  type UncheckedBatch,
} from '@son1k/contract'
import type { Context } from '../context.js'
import { describeIssues } from '../describe-issues.js'
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
  const good: { index: number; event: Event }[] = []
  const rejected: Rejection[] = []
  for (const [index, input] of events.entries()) {
    const parsed = parseEvent(input)
    if ('event' in parsed) {
      good.push({ index, event: parsed.event })
    } else {
      const message = describeIssues(nameIssues(parsed.issues), 'the event')
      rejected.push({ index, code: parsed.code, message })
    }
  }

  const checked = good.map(({ event }) => event)
  const results = checked.length > 0 ? await ingest(context, checked, Date.parse(sentAt)) : []
  let accepted = 0
  let duplicates = 0
  for (const [position, { index }] of good.entries()) {
    const result = results[position]
    switch (result?.status) {
      case 'accepted':
        accepted++
        break
      case 'duplicate':
        duplicates++
        break
      case 'rejected':
        rejected.push({ index, code: result.code, message: result.message })
        break
      case undefined:
        throw new Error(`The store answered ${results.length} results for ${checked.length} events`)
    }
  }
  for (const { code } of rejected) context.drops.count(code, 1)
  // Where all were here already, so was what came along: the client didn't hear the first answer.
  if (accepted > 0 || duplicates === 0) countLost(context, dropped)
  return { accepted, duplicates, rejected: rejected.sort((a, b) => a.index - b.index) }
}

/** What a client lost is counted apart from what was lost here. */
function countLost({ drops }: Context, dropped: DropCounts): void {
  for (const [reason, count] of Object.entries(dropped)) drops.count(`client.${reason}`, count)
}
