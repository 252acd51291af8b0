import type { Covered, Range } from '@son1k/contract'
import { DAY_MS } from '../time/local-days.js'
import { whileKept } from './answerable.js'
import { type AskedOf, coveredBy } from './insight.js'
import { rawSpan } from './measure-raw.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import { type Span, walkBack } from './walk.js'
import { windowOf } from './window.js'

type Walk<Found> = {
  /** What is found before anything was read. */
  start: () => Found
  /** Reads one part of the range, and adds it to what was found. */
  read: (part: Span, found: Found) => Promise<void>
}

/** Reads the raw events of a range, as far back as they are kept, the newest part first, while there is time. */
export async function walkRange<Found>(
  { database, asked, steps }: { database: Database; asked: AskedOf<{ range: Range }>; steps: Steps },
  { start, read }: Walk<Found>,
): Promise<{ found: Found; covered: Covered }> {
  const { appId, now, input } = asked
  return whileKept(database, appId, async ({ timeZone: zone, rawFrom }) => {
    const window = windowOf(input.range, { now, zone })
    const found = start()
    const span = rawSpan(window, rawFrom)
    const { from } = await walkBack({ span, firstPart: DAY_MS, steps }, (part) => read(part, found))
    const covered = { from: Math.min(from, window.to), to: window.to, isCut: from > window.from }
    return { found, covered: coveredBy({ covered }) }
  })
}
