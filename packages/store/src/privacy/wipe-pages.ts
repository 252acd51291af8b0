import { setTimeout } from 'node:timers/promises'
import { createPace } from '../retention/pace.js'
import type { Reader } from '../threads/reader.js'
import type { Writer } from '../threads/roles.js'
import type { PagesLooked } from './scrub-pages.js'

const PAGES_A_STEP = 50
const SCRUB_TRIES = 3
/** How often the log is tried to be emptied, and the rest between: others' questions read from it. */
const LOG_TRIES = 100
const LOG_REST_MS = 50

type Threads = { reader: Reader; writer: Writer }
type Options = {
  /** A remote database sees to its own file. */
  isFile: boolean
  /** Called before each step; throws to end it. */
  goOn: () => void
  /** Whether events come in just now. */
  isBusy: () => boolean
}

/**
 * Sees to it, after texts were taken away, that nothing of them is left in the database's files: the full-text index is
 * rewritten, what was deleted is overwritten where it was, free pages and the log go too.
 */
export async function wipePages({ reader, writer }: Threads, { isFile, goOn, isBusy }: Options): Promise<void> {
  const pace = createPace(isBusy)
  for (let isFirst = true, areMore = true; areMore; isFirst = false) {
    goOn()
    areMore = await pace.step(() => writer.run('mergeSearch', isFirst))
  }
  const ofPages = createPace(isBusy)
  for (let free = 1; free > 0; ) {
    goOn()
    free = await ofPages.step((pages) => writer.run('freePages', pages))
  }
  // A page that others changed meanwhile is looked at again.
  for (let tries = 0, stale = 1; isFile && stale > 0 && tries < SCRUB_TRIES; tries++) stale = await scrub()
  for (let tries = 0; tries < LOG_TRIES; tries++) {
    goOn()
    if (await writer.run('emptyLog', undefined)) return
    await setTimeout(LOG_REST_MS)
  }

  /** @returns how many pages were stale */
  async function scrub(): Promise<number> {
    const ofScrub = createPace(isBusy)
    let stale = 0
    for (let after: number | null = 0; after !== null; ) {
      goOn()
      const looked: PagesLooked = await reader.ask('stalePages', after)
      stale += looked.pages.length
      while (looked.pages.length > 0) {
        goOn()
        await ofScrub.step(() => writer.run('scrubPages', looked.pages.splice(0, PAGES_A_STEP)))
      }
      after = looked.next
    }
    return stale
  }
}
