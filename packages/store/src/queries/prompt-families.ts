import type { PromptFamilies, PromptFamiliesInput, PromptFamily } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'
import { familiesOf } from '../music/families.js'
import { foldText } from '../music/fold-text.js'
import type { FoldSums } from './fold-table.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import { type PromptSums, textsOfLabels } from './prompt-counts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Remembering } from './sum-days.js'

const DEFAULT_FAMILIES = 10
const EXAMPLES = 5

type Prompt = FoldSums & { value: string; folded: string }

/** Prompts that are nearly the same, in any language: those of most generations lead families, and others join them. */
export function promptFamilies(
  database: Database,
  asked: AskedOf<PromptFamiliesInput>,
  steps: Steps,
): Promise<PromptFamilies> {
  const { limit = DEFAULT_FAMILIES } = asked.input
  return overPrompts({ database, asked, steps }, async ({ source }) => {
    const { families, compared } = await source.ofFirst({
      name: 'families',
      listing: { limit: LIMITS.familyPrompts },
      make: ({ rows }) => familiesAmong(source.reading, rows),
      sizeOf: bytesOf,
    })
    const listed = families.slice(0, limit)
    const folds = listed.flatMap(({ family }) => family.slice(0, EXAMPLES + 1).map(({ fold }) => fold))
    const texts = new Map<number, string>()
    // The most frequent spelling of each comes first.
    for (const { fold, value } of await source.spellings(folds)) if (!texts.has(fold)) texts.set(fold, value)
    return {
      families: listed.map(({ family, sums }): PromptFamily => {
        const [first, ...others] = family.slice(0, EXAMPLES + 1).map((prompt) => ({
          value: texts.get(prompt.fold) ?? prompt.value,
          generations: total(prompt),
        }))
        return { value: first?.value ?? '', prompts: family.length, ...promptNumbers(sums), examples: others }
      }),
      found: families.length,
      compared,
    }
  })
}

type Family = { family: Prompt[]; sums: PromptSums }
type Families = { families: Family[]; compared: PromptFamilies['compared'] }

/** Those of several prompts, the largest first. */
async function familiesAmong({ database, steps }: Remembering, rows: FoldSums[]): Promise<Families> {
  const members: Prompt[] = []
  for (let start = 0; start < rows.length; start += PROMPTS_A_STEP) {
    steps.check()
    const some = rows.slice(start, start + PROMPTS_A_STEP)
    const texts = await textsOfLabels(
      database,
      some.map(({ label }) => label),
    )
    const textOf = new Map(texts.map(({ label, value }) => [label, value]))
    for (const row of some) {
      const value = textOf.get(row.label) ?? ''
      members.push({ ...row, value, folded: foldText(value) })
    }
  }
  const families = familiesOf(members, () => steps.check())
    .filter((family) => family.length > 1)
    .map((family) => ({ family, sums: sumOf(family) }))
    .sort((a, b) => total(b.sums) - total(a.sums))
  const generations = rows.reduce((sum, row) => sum + total(row), 0)
  return { families, compared: { prompts: rows.length, generations } }
}

const PROMPTS_A_STEP = 1_000
const BYTES_OF_MEMBER = 500
const bytesOf = ({ families }: Families) =>
  families.reduce((sum, { family }) => sum + family.length * BYTES_OF_MEMBER, 0)

const total = ({ succeeded, failed }: { succeeded: number; failed: number }) => succeeded + failed

function sumOf(family: Prompt[]) {
  const sums = newPromptSums()
  for (const prompt of family) addPromptSums(sums, prompt)
  return sums
}
