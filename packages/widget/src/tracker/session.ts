import type { TextStorage } from './browser-storage.js'
import { uuidV7 } from './uuid.js'

const KEY = 'son1k_session'
const SEQ_KEY = 'son1k_seq'
const IDLE_MS = 30 * 60_000

export type Session = {
  /** The live session's id, or null. */
  id(): string | null
  /** Notes activity. @returns the live session, `isNew` when there was none */
  touch(): { id: string; isNew: boolean }
  end(): void
  /** The next number of this session in this tab, from 0. */
  nextSeq(id: string): number
}

/**
 * One session for all tabs of an origin, over after 30 idle minutes.
 * @param shared by the tabs: `<id> <last activity in ms>`
 * @param tab of this tab alone: `<id> <next number>`
 */
export function createSession(shared: TextStorage, tab: TextStorage): Session {
  function id(): string | null {
    const [live, lastMs] = readPair(shared, KEY)
    // Both ways, because a clock that was set back leaves an activity in the future behind.
    return live && Math.abs(Date.now() - lastMs) < IDLE_MS ? live : null
  }

  return {
    id,
    touch() {
      const live = id()
      const touched = live ?? uuidV7()
      shared.set(KEY, `${touched} ${Date.now()}`)
      return { id: touched, isNew: !live }
    },
    end: () => shared.set(KEY, ''),
    nextSeq(session) {
      const [last, next] = readPair(tab, SEQ_KEY)
      const seq = last === session ? next : 0
      tab.set(SEQ_KEY, `${session} ${seq + 1}`)
      return seq
    },
  }
}

function readPair(storage: TextStorage, key: string): [text: string, number: number] {
  const [text = '', number] = (storage.get(key) ?? '').split(' ')
  return [text, Number(number)]
}
