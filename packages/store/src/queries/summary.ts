import type { Summary, SummaryInput } from '@son1k/contract'
import { answerableWindow, answerableWindowBefore, whileKept } from './answerable.js'
import { filteredSummary } from './filtered-summary.js'
import { readPeriod } from './period.js'
import type { Asked, Question } from './question.js'
import { summaryPeriod } from './summary-period.js'
import { UserSets } from './user-sets.js'
import { type Window, windowOf } from './window.js'
import { withPrevious } from './with-previous.js'

/** Makes the question what happened in a range and, when `compare` is asked for, in the one before. */
export function createSummary(userSets = new UserSets()): Question<Asked & { input: SummaryInput }, Summary> {
  const filtered = withPrevious(filteredSummary(userSets))
  return (database, asked, steps) => {
    if (asked.input.filters?.length) return filtered(database, asked, steps)
    return whileKept(database, asked.appId, async (kept) => {
      const periodOf = async (window: Window) =>
        summaryPeriod(window, await readPeriod(database, { ...asked, ...window }, { userSets, steps }))
      const range = windowOf(asked.input.range, { now: asked.now, zone: kept.timeZone })
      const window = await answerableWindow(database, kept, range)
      const current = await periodOf(window)
      if (!asked.input.compare) return current
      return { ...current, previous: await periodOf(await answerableWindowBefore(database, kept, window)) }
    })
  }
}
