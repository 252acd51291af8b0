import type { PromptLengths, PromptLengthsInput } from '@son1k/contract'
import type { AskedOf } from './insight.js'
import { SHORTEST } from './length-sums.js'
import { overPrompts } from './over-prompts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

/** How generations go by the length of their prompt. */
export function promptLengths(
  database: Database,
  asked: AskedOf<PromptLengthsInput>,
  steps: Steps,
): Promise<PromptLengths> {
  return overPrompts({ database, asked, steps }, async ({ source }) => {
    const sums = SHORTEST.map(newPromptSums)
    for (const { place, ...row } of await source.lengths()) addPromptSums(sums[place] ?? newPromptSums(), row)
    return {
      lengths: SHORTEST.map((from, index) => {
        const next = SHORTEST[index + 1]
        return { from, to: next === undefined ? null : next - 1, ...promptNumbers(sums[index] ?? newPromptSums()) }
      }),
    }
  })
}
