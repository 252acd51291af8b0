import type { Compared, Covered, Range } from '@son1k/contract'
import type { AskedOf } from './insight.js'
import { appOf, type Database } from './question.js'
import type { Steps } from './steps.js'
import { windowBefore, windowOf } from './window.js'

type Question<Input, Period> = (database: Database, asked: AskedOf<Input>, steps: Steps) => Promise<Period>

/**
 * Makes a question that reads raw events answer also, when `compare` is asked for, the range of the same length just before:
 * in what is left of its time, and as far back as raw events are kept.
 */
export const withPrevious =
  <Input extends { range: Range; compare?: boolean }, Period extends Covered>(
    question: Question<Input, Period>,
  ): Question<Input, Compared<Period>> =>
  async (database, asked, steps) => {
    const { appId, now, input } = asked
    const period = await question(database, asked, steps)
    if (!input.compare) return period
    const { timeZone: zone } = await appOf(database, appId)
    const { from, to } = windowBefore(windowOf(input.range, { now, zone }))
    const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    const before = { ...asked, isBefore: true, input: { ...input, range } }
    return { ...period, previous: await question(database, before, steps) }
  }
