import type { PromptFamilies, PromptFamiliesInput, PromptFamily } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'
import { familiesOf } from '../music/families.js'
import { foldText } from '../music/fold-text.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import { type FoldedPrompt, foldedPrompts, isTailLong, spellingsOf } from './prompt-counts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

const DEFAULT_FAMILIES = 10
const EXAMPLES = 5

type Prompt = FoldedPrompt & { folded: string }

/** Prompts that are nearly the same, in any language: those of most generations lead families, and others join them. */
export function promptFamilies(
  database: Database,
  asked: AskedOf<PromptFamiliesInput>,
  steps: Steps,
): Promise<PromptFamilies> {
  const { limit = DEFAULT_FAMILIES } = asked.input
  return overPrompts({ database, asked, steps }, async ({ cover }) => {
    const isLong = await isTailLong(database, cover)
    steps.check()
    const rows = await foldedPrompts(database, cover, { isTailLong: isLong, limit: LIMITS.familyPrompts })
    const members = rows.map((row) => ({ ...row, folded: foldText(row.value) }))
    const families = familiesOf(members, () => steps.check())
      .filter((family) => family.length > 1)
      .map((family) => ({ family, sums: sumOf(family) }))
      .sort((a, b) => total(b.sums) - total(a.sums))
    const listed = families.slice(0, limit)
    const folds = listed.flatMap(({ family }) => family.slice(0, EXAMPLES + 1).map(({ fold }) => fold))
    const texts = new Map<number, string>()
    // The most frequent spelling of each comes first.
    for (const { fold, value } of await spellingsOf(database, cover, folds))
      if (!texts.has(fold)) texts.set(fold, value)
    return {
      families: listed.map(({ family, sums }): PromptFamily => {
        const [first, ...others] = family.slice(0, EXAMPLES + 1).map((prompt) => ({
          value: texts.get(prompt.fold) ?? prompt.value,
          generations: total(prompt),
        }))
        return { value: first?.value ?? '', prompts: family.length, ...promptNumbers(sums), examples: others }
      }),
      found: families.length,
      compared: { prompts: rows.length, generations: rows.reduce((sum, row) => sum + total(row), 0) },
    }
  })
}

const total = ({ succeeded, failed }: { succeeded: number; failed: number }) => succeeded + failed

function sumOf(family: Prompt[]) {
  const sums = newPromptSums()
  for (const prompt of family) addPromptSums(sums, prompt)
  return sums
}
