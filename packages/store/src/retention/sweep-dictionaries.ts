import type { Reader } from '../threads/reader.js'
import type { Writer } from '../threads/roles.js'
import { createPace } from './pace.js'
import { DICTIONARIES, type Dictionary, type Portion, REFERRING_TABLES } from './references.js'

/** Entries that are looked at in one step. */
const ENTRIES_A_LOOK = 2_000

export type SweepOptions = {
  /** Called before each step; throws to end it. */
  goOn: () => void
  /** Whether events come in just now. */
  isBusy: () => boolean
  onProgress: (progress: { done: number; total: number }) => void
}

/**
 * Takes away the texts, people and agents that nothing refers to any more. First all that refers is looked through, in
 * portions, by the threads that answer questions; what comes in meanwhile is looked through before each removal, and
 * the very last of it by the removal itself.
 * @returns how many went
 */
export async function sweepDictionaries(
  { reader, writer }: { reader: Reader; writer: Writer },
  { goOn, isBusy, onProgress }: SweepOptions,
): Promise<number> {
  const referred = { label: new NumberSet(), user: new NumberSet(), agent: new NumberSet() }
  let seenEventId = 0
  const look = async (portion: Portion) => {
    goOn()
    const found = await reader.ask('referencesOf', portion)
    for (const dictionary of DICTIONARIES) for (const id of found[dictionary]) referred[dictionary].add(id)
    if (portion.table === 'event') seenEventId = portion.upto
  }
  const portions: Portion[] = []
  for (const table of REFERRING_TABLES) portions.push(...(await reader.ask('portionsOf', { table, after: 0 })))
  for (const [index, portion] of portions.entries()) {
    await look(portion)
    onProgress({ done: index + 1, total: portions.length })
  }

  const sweep = async (dictionary: Dictionary) => {
    const pace = createPace(isBusy)
    let gone = 0
    const last = await reader.ask('lastEntryOf', dictionary)
    for (let after = 0; after < last; after += ENTRIES_A_LOOK) {
      goOn()
      const entries = await reader.ask('entriesOf', { dictionary, after, upto: after + ENTRIES_A_LOOK })
      const ids = entries.filter((id) => !referred[dictionary].has(id))
      if (ids.length === 0) continue
      for (const portion of await reader.ask('portionsOf', { table: 'event', after: seenEventId })) await look(portion)
      while (ids.length > 0) {
        goOn()
        gone += await pace.step((rows) =>
          writer.run('forgetEntries', { dictionary, ids: ids.splice(0, rows), seenEventId }),
        )
      }
    }
    return gone
  }
  let gone = 0
  for (const dictionary of DICTIONARIES) gone += await sweep(dictionary)
  return gone
}

/** Numbers up to some millions, a bit each. */
class NumberSet {
  #bytes = new Uint8Array(1_024)

  add(number: number): void {
    const place = Math.floor(number / 8)
    if (place >= this.#bytes.length) {
      const larger = new Uint8Array(Math.max(place + 1, this.#bytes.length * 2))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[place] = (this.#bytes[place] ?? 0) | (1 << (number % 8))
  }

  has(number: number): boolean {
    return ((this.#bytes[Math.floor(number / 8)] ?? 0) & (1 << (number % 8))) !== 0
  }
}
