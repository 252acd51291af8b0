import type { Client, ResultSet } from '@libsql/client'
import type { BucketMaker } from '../rollups/buckets.js'
import type { CommitGroup, CommitResult } from './commit-group.js'
import { storeEnds, storeEvents } from './commit-sql.js'

/** Stores a group in one transaction: all of it or, when anything fails, nothing. Events come before ends. */
export async function commit(client: Client, group: CommitGroup, buckets: BucketMaker): Promise<CommitResult> {
  const preparation = await buckets.statementsFor(client, group.quarters)
  const events = group.eventCount > 0 ? storeEvents(group) : []
  const ends = group.endCount > 0 ? storeEnds(group) : []
  const results = (await client.batch([...preparation, ...events, ...ends], 'write')).slice(preparation.length)
  buckets.remember(group.quarters)
  return {
    event: events.length > 0 ? storedPlaces(results[events.length - 1]) : [],
    end: ends.length > 0 ? storedPlaces(results.at(-1)) : [],
  }
}

/** Holds at run time: `json_group_array` of numbers answers one row with the text of an array of numbers. */
function storedPlaces(result: ResultSet | undefined): number[] {
  return JSON.parse(String(result?.rows[0]?.places)) as number[]
}
