import { type Insert, insertInto } from '../db/insert.js'
import type { Answer, Question, SqlValue } from '../db/transaction.js'

/** A table that gives values numbers. A key stands for a row's values, which are told from it. */
export type DictionaryTable = {
  /** SQL over a JSON array of the values of rows: the places of those that are there, and their ids. */
  find: string
  insert: Insert
  valuesOf: (key: string) => SqlValue[]
}

export const LABELS: DictionaryTable = {
  find: `SELECT list.key, label.id FROM json_each(?) AS list CROSS JOIN label ON label.value = list.value->>0`,
  insert: insertInto('label', { columns: ['id', 'value'] }),
  valuesOf: (key) => [key],
}

export const AGENTS: DictionaryTable = {
  find: `SELECT list.key, agent.id FROM json_each(?) AS list CROSS JOIN agent ON agent.value = list.value->>0`,
  insert: insertInto('agent', { columns: ['id', 'value'] }),
  valuesOf: (key) => [key],
}

export const USERS: DictionaryTable = {
  find: `SELECT list.key, user.id FROM json_each(?) AS list
CROSS JOIN user ON user.app_id = list.value->>0 AND user.external_id = list.value->>1`,
  insert: insertInto('user', { columns: ['id', 'app_id', 'external_id'] }),
  valuesOf: (key) => {
    const end = key.indexOf(' ')
    return [Number(key.slice(0, end)), key.slice(end + 1)]
  },
}

export const userKey = (appId: number, externalId: string) => `${appId} ${externalId}`

/** The ids of one table that the events of a group refer to. */
export class Dictionary {
  readonly #table: DictionaryTable
  readonly #known: Map<string, number>
  readonly #wanted = new Set<string>()
  #asked: string[] = []
  #nextId = 0
  readonly #added: SqlValue[][] = []

  /** @param known ids that are known from before; it learns those of this group */
  constructor(table: DictionaryTable, known: Map<string, number>) {
    this.#table = table
    this.#known = known
  }

  want(key: string): void {
    if (!this.#known.has(key)) this.#wanted.add(key)
  }

  /** For the ids that are wanted and not known; none where all are. */
  questions(): Question[] {
    this.#asked = [...this.#wanted]
    if (this.#asked.length === 0) return []
    return [{ sql: this.#table.find, args: [JSON.stringify(this.#asked.map(this.#table.valuesOf))] }]
  }

  learn(answer: Answer | undefined, nextId: number): void {
    this.#nextId = nextId
    for (const [place, id] of answer ?? []) {
      const key = this.#asked[Number(place)]
      if (key !== undefined) this.#known.set(key, Number(id))
    }
  }

  /** The id of a key that was wanted: a new one where the table doesn't have it yet. */
  idOf(key: string): number {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const id = this.#nextId++
    this.#known.set(key, id)
    this.#added.push([id, ...this.#table.valuesOf(key)])
    return id
  }

  get nextId(): number {
    return this.#nextId
  }

  changes(): { insert: Insert; rows: SqlValue[][] } {
    return { insert: this.#table.insert, rows: this.#added }
  }
}
