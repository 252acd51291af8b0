import type { Compared, Covered, Range } from '@son1k/contract'
import { type Cover, coverOf } from '../rollups/cover.js'
import { answerableWindow, answerableWindowBefore, whileKept } from './answerable.js'
import { type AskedOf, coveredBy } from './insight.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Remembering } from './sum-days.js'
import { type Window, windowOf } from './window.js'

type Asking = { database: Database; asked: AskedOf<{ range: Range; compare?: boolean }>; steps: Steps }

/** What a range is read from. */
export type PromptPeriod = {
  reading: Remembering
  cover: Cover
  /** The same for as long a time before. */
  before(): Promise<Cover>
}

/**
 * Answers a question about the prompts of a range and, with `compare`, of the one before, as far back as there are sums,
 * and prompts in them.
 */
export function overPrompts<Answer>(
  { database, asked, steps }: Asking,
  answer: (period: PromptPeriod) => Promise<Answer>,
): Promise<Compared<Covered & Answer>> {
  const { appId, now, input } = asked
  return whileKept(database, appId, async (kept) => {
    const withPrompts = (of: Window) => ({ ...of, from: Math.max(of.from, Math.min(kept.promptsFrom, of.to)) })
    const whole = await answerableWindow(database, kept, windowOf(input.range, { now, zone: kept.timeZone }))
    const window = withPrompts(whole)
    const coverFor = async (of: Window) => {
      steps.check()
      return coverOf(database, { appId, ...of })
    }
    const periodOf = async (of: Window, { isCut }: { isCut: boolean }) => {
      const cover = await coverFor(of)
      steps.check()
      const answered = await answer({
        reading: { database, steps, dayParts: asked.dayParts },
        cover,
        before: async () => coverFor(withPrompts(await answerableWindowBefore(database, kept, of))),
      })
      return { ...coveredBy({ covered: { ...of, isCut } }), ...answered }
    }
    const period = await periodOf(window, { isCut: window.from > whole.from })
    if (!input.compare) return period
    const earlier = await answerableWindowBefore(database, kept, window)
    const previous = withPrompts(earlier)
    return { ...period, previous: await periodOf(previous, { isCut: previous.from > earlier.from }) }
  })
}
