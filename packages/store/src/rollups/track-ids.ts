import type { Question } from '../db/transaction.js'

// A generation goes by the host's id of its track or, where it has none, by its own UUID.

/** The UUID that a generation's id is, as 32 hexadecimal digits: a generation without an id of its own goes by that. */
export const uuidOf = (generationId: string): string | undefined =>
  /^(?:-*[0-9a-f]{2}){16}-*$/i.test(generationId) ? generationId.replaceAll('-', '').toLowerCase() : undefined

/** What stands for an app's id of a track. */
export const keyOf = (appId: number, id: string): string => `${appId} ${id}`

/** And for a UUID. No app's id of a track starts like that: those of apps are numbers. */
export const uuidKey = (appId: number, uuid: string): string => `uuid ${appId} ${uuid}`

/** Adds to the list of a key. */
export function noteUnder<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = lists.get(key)
  if (known) known.push(value)
  else lists.set(key, [value])
}

/** A question about ids of tracks, for each app: `sql` takes them as JSON, and the app. */
export const aboutIds = (sql: string, ids: Map<number, Set<string>>): { appId: number; question: Question }[] =>
  [...ids].map(([appId, set]) => ({ appId, question: { sql, args: [JSON.stringify([...set]), appId] } }))

export function addUnder(ids: Map<number, Set<string>>, appId: number, id: string): void {
  const known = ids.get(appId)
  if (known) known.add(id)
  else ids.set(appId, new Set([id]))
}
