import type { TextStorage } from './browser-storage.js'

const KEY = 'son1k_session'
const SEQ_KEY = 'son1k_seq'

export type Session = {
  /** The id of the session that is live at a time; empty when there is none. */
  id(atMs: number): string
  /** Notes activity in a session, which is the live one from here on; with an empty id there is none. */
  touch(id: string, atMs: number): void
  /** The next number of a session in this tab, from 0. */
  nextSeq(id: string): number
}

/**
 * One session for all tabs of an origin, over after some idle time: by the clock of the day, which goes on while a
 * machine sleeps.
 * @param shared by the tabs: `<id> <last activity in ms>`
 * @param tab of this tab alone: `<id> <next number>`
 */
export function createSession(shared: TextStorage, tab: TextStorage, idleMs: number): Session {
  return {
    id(atMs) {
      const [id, lastMs] = readPair(shared, KEY)
      // Both ways, because a clock that was set back leaves an activity in the future behind.
      return Math.abs(atMs - lastMs) < idleMs ? id : ''
    },
    touch: (id, atMs) => shared.set(KEY, `${id} ${atMs}`),
    nextSeq(id) {
      const [last, next] = readPair(tab, SEQ_KEY)
      const seq = last === id ? next : 0
      tab.set(SEQ_KEY, `${id} ${seq + 1}`)
      return seq
    },
  }
}

function readPair(storage: TextStorage, key: string): [text: string, number: number] {
  const [text = '', number] = (storage.get(key) ?? '').split(' ')
  return [text, Number(number)]
}
