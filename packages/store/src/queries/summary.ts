import type { Summary, SummaryInput } from '@son1k/contract'
import { answerableWindow, answerableWindowBefore, whileKept } from './answerable.js'
import { DayParts } from './day-parts.js'
import { filteredSummary } from './filtered-summary.js'
import type { AskedOf } from './insight.js'
import { readPeriod } from './period.js'
import type { Asked, Question } from './question.js'
import { summaryPeriod } from './summary-period.js'
import { UserSets } from './user-sets.js'
import { type Window, windowOf } from './window.js'
import { withPrevious } from './with-previous.js'

/** Answers what happened in a range and, when `compare` is asked for, in the one before. */
export function summaryWith(userSets = new UserSets()): Question<AskedOf<SummaryInput>, Summary> {
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

/** The same with a memory of its own, or one that it shares with other questions. */
export function createSummary(dayParts = new DayParts()): Question<Asked & { input: SummaryInput }, Summary> {
  const summary = summaryWith()
  return (database, asked, steps) => summary(database, { ...asked, dayParts }, steps)
}
