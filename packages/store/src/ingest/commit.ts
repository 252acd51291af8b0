import type { Transaction, Transactor } from '../db/transaction.js'
import { type Quarter, quarterOf } from '../rollups/buckets.js'
import type { Hours } from '../rollups/hours.js'
import { indexGathered } from '../spelling/index-prompts.js'
import type { CommitGroup, CommitResult } from './commit-group.js'
import { decodeRows, type EncodedRow, FIELD } from './encoded-row.js'
import { GroupChanges } from './group-changes.js'
import { type Lookup, lookUp } from './lookup.js'
import type { WriterMemory } from './memory.js'

/**
 * Stores a group in one transaction: all of it or, when anything fails, nothing. Events come before ends. What it adds to
 * is read first, then all sums are made here, then all is written: on a remote database that is four or five round trips.
 */
export const commit = (transactor: Transactor, group: CommitGroup, memory: WriterMemory): Promise<CommitResult> =>
  transactor.run(async (transaction) => {
    if (transaction.isNext) memory.trim()
    else memory.forget()
    const rows = { events: decodeRows(group.events), ends: decodeRows(group.ends) }
    const lookup = await lookUp(transaction, memory, rows)
    const changes = new GroupChanges(lookup, memory, group.promptMinUsers)
    const result: CommitResult = { event: [], end: [] }
    for (const [place, row] of rows.events.entries()) if (!changes.addEvent(row)) result.event.push(place)
    await makeHoursOfEnds(transaction, memory.hours, { lookup, ends: rows.ends })
    for (const [place, row] of rows.ends.entries()) {
      if (!changes.endSession(row, group.sessionTimeoutMs)) result.end.push(place)
    }
    changes.countKept()
    const isOther = await memory.labelRoom.take(transaction, changes.dayLabels(), group.labelsPerDay)
    await transaction.write(changes.all(isOther))
    await indexGathered(transaction, memory, changes.newPrompts())
    memory.nextIds = changes.nextIds()
    memory.areSomeStartsOpen = lookup.tracks.areSomeOpen
    memory.areSomeKeeps = lookup.kept.areSomeKeeps
    return result
  })

/** Makes sure of the hours in which sessions may end: an end counts at its session's last event at the earliest. */
async function makeHoursOfEnds(
  transaction: Transaction,
  hours: Hours,
  { lookup, ends }: { lookup: Lookup; ends: EncodedRow[] },
): Promise<void> {
  const quarters = ends.flatMap((row): Quarter[] => {
    const appId = row[FIELD.appId]
    const session = lookup.sessions.find(appId, row[FIELD.sessionId] ?? '')
    return session ? [[appId, quarterOf(Math.max(row[FIELD.at], session.lastAt))]] : []
  })
  await hours.make(transaction, hours.missing(quarters))
}
