import type { Cover } from '../rollups/cover.js'
import { ofFirstPrompts } from './first-prompts.js'
import { lengthsOfCover } from './length-sums.js'
import { foldedPrompts, spellingsOf } from './prompt-counts.js'
import type { PromptSource } from './prompt-source.js'
import type { Remembering } from './sum-days.js'

/** All prompts of a window, from its sums. */
export function rolledPrompts(reading: Remembering, cover: Cover): PromptSource {
  const { database, steps } = reading
  return {
    reading,
    ofFirst: (of) => ofFirstPrompts(reading, cover, of),
    async search(condition, listing) {
      steps.check()
      const rows = await foldedPrompts(database, cover, { ...listing, condition })
      return { rows, found: rows[0]?.found ?? 0 }
    },
    async spellings(folds) {
      steps.check()
      return spellingsOf(database, cover, folds)
    },
    lengths: () => lengthsOfCover(reading, cover),
  }
}
