import type { Answer, Question } from '../db/transaction.js'

const FIND = `
SELECT list.key FROM json_each(?) AS list CROSS JOIN event ON event.app_id = ? AND event.uuid = unhex(list.value)`

/** Which events have been stored: before, or by the group so far. */
export class StoredEvents {
  readonly #wanted = new Map<number, string[]>()
  readonly #stored = new Set<string>()

  want(appId: number, uuid: string): void {
    const ofApp = this.#wanted.get(appId)
    if (ofApp) ofApp.push(uuid)
    else this.#wanted.set(appId, [uuid])
  }

  /** One for each app. */
  questions(): Question[] {
    return [...this.#wanted].map(([appId, uuids]) => ({ sql: FIND, args: [JSON.stringify(uuids), appId] }))
  }

  learn(answers: Answer[]): void {
    for (const [index, [appId, uuids]] of [...this.#wanted].entries()) {
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
