import type { Covered, Range } from '@son1k/contract'
import { DAY_MS } from '../time/local-days.js'
import { type AskedOf, coveredBy } from './insight.js'
import { appOf, type Database } from './question.js'
import type { Steps } from './steps.js'
import { type Span, walkBack } from './walk.js'
import { windowOf } from './window.js'

type Walk<Found> = {
  /** What is found before anything was read. */
  start: () => Found
  /** Reads one part of the range, and adds it to what was found. */
  read: (part: Span, found: Found) => Promise<void>
}

/** Reads the raw events of the range that a question is about, the newest part first, while there is time. */
export async function walkRange<Found>(
  { database, asked, steps }: { database: Database; asked: AskedOf<{ range: Range }>; steps: Steps },
  { start, read }: Walk<Found>,
): Promise<{ found: Found; covered: Covered }> {
  const { timeZone: zone } = await appOf(database, asked.appId)
  const window = windowOf(asked.input.range, { now: asked.now, zone })
  const found = start()
  const span = { from: window.from, to: window.readTo }
  const { from } = await walkBack({ span, firstPart: DAY_MS, steps }, (part) => read(part, found))
  return { found, covered: coveredBy({ covered: { from, to: window.to, isCut: from > window.from } }) }
}
