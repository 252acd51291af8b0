import type { Answer, Question } from '../db/transaction.js'

const FIND = `
SELECT list.key FROM json_each(?) AS list CROSS JOIN event ON event.app_id = ? AND event.uuid = unhex(list.value)`

/** What was imported before, and pruned since, is stored already. */
const FIND_IMPORTED = `
SELECT list.key FROM json_each(?) AS list
CROSS JOIN imported_event AS known ON known.app_id = ? AND known.uuid = unhex(list.value)`

/** Which events have been stored: before, even if they are gone now, or by the group so far. */
export class StoredEvents {
  readonly #wanted = new Map<number, string[]>()
  readonly #imported = new Map<number, string[]>()
  readonly #stored = new Set<string>()

  want(appId: number, uuid: string, { isImported }: { isImported: boolean }): void {
    addUnder(this.#wanted, appId, uuid)
    if (isImported) addUnder(this.#imported, appId, uuid)
  }

  /** One for each app, and another one for each that has imports. */
  questions(): Question[] {
    const ask = (sql: string, wanted: Map<number, string[]>) =>
      [...wanted].map(([appId, uuids]) => ({ sql, args: [JSON.stringify(uuids), appId] }))
    return [...ask(FIND, this.#wanted), ...ask(FIND_IMPORTED, this.#imported)]
  }

  learn(answers: Answer[]): void {
    for (const [index, [appId, uuids]] of [...this.#wanted, ...this.#imported].entries()) {
      for (const [place] of answers[index] ?? []) this.#stored.add(keyOf(appId, uuids[Number(place)] ?? ''))
    }
  }

  /** Notes that an event is stored. False where it was already. */
  add(appId: number, uuid: string): boolean {
    const key = keyOf(appId, uuid)
    if (this.#stored.has(key)) return false
    this.#stored.add(key)
    return true
  }
}

const keyOf = (appId: number, uuid: string) => `${appId} ${uuid}`

function addUnder(wanted: Map<number, string[]>, appId: number, uuid: string): void {
  const ofApp = wanted.get(appId)
  if (ofApp) ofApp.push(uuid)
  else wanted.set(appId, [uuid])
}
