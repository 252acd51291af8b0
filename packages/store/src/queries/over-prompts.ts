import type { Covered, Range } from '@son1k/contract'
import { type Cover, coverOf } from '../rollups/cover.js'
import { answerableWindow, answerableWindowBefore, whileKept } from './answerable.js'
import { type AskedOf, coveredBy } from './insight.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Remembering } from './sum-days.js'
import { type Window, windowOf } from './window.js'

type Asking = { database: Database; asked: AskedOf<{ range: Range }>; steps: Steps }

/** What a range is read from. */
export type PromptPeriod = {
  reading: Remembering
  cover: Cover
  /** The same for as long a time before. */
  before(): Promise<Cover>
}

/** Answers a question about the prompts of a range, as far back as there are sums. */
export function overPrompts<Answer>(
  { database, asked, steps }: Asking,
  answer: (period: PromptPeriod) => Promise<Answer>,
): Promise<Covered & Answer> {
  const { appId, now, input } = asked
  return whileKept(database, appId, async (kept) => {
    const window = await answerableWindow(database, kept, windowOf(input.range, { now, zone: kept.timeZone }))
    const coverFor = async (of: Window) => {
      steps.check()
      return coverOf(database, { appId, ...of })
    }
    const cover = await coverFor(window)
    steps.check()
    const answered = await answer({
      reading: { database, steps, dayParts: asked.dayParts },
      cover,
      before: async () => coverFor(await answerableWindowBefore(database, kept, window)),
    })
    return { ...coveredBy({ covered: { ...window, isCut: false } }), ...answered }
  })
}
