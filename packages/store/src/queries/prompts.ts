import type { PromptRow, Prompts, PromptsInput } from '@son1k/contract'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import { foldedPrompts, isTailLong, type Spelled, spellingsOf } from './prompt-counts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import { searchCondition } from './prompt-search.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

const DEFAULT_ROWS = 10
const MOST_SPELLINGS = 10

/** The prompts that most generations succeed with, in any spelling, and those that a search finds. */
export function prompts(database: Database, asked: AskedOf<PromptsInput>, steps: Steps): Promise<Prompts> {
  const { search, limit = DEFAULT_ROWS, offset } = asked.input
  return overPrompts({ database, asked, steps }, async ({ cover }) => {
    const condition = search === undefined ? undefined : await searchCondition(database, search)
    // What a search finds is the tail, as a rule.
    const isLong = condition === undefined && (await isTailLong(database, cover))
    steps.check()
    const folded = await foldedPrompts(database, cover, {
      isTailLong: isLong,
      limit,
      ...(condition && { condition }),
      ...(offset !== undefined && { offset }),
    })
    steps.check()
    const spelled = await spellingsOf(
      database,
      cover,
      folded.map(({ fold }) => fold),
    )
    const rows = folded.map(({ fold }) => promptRow(spelled.filter((each) => each.fold === fold)))
    // Where the tail was passed over, a prompt may have more than it was found with.
    if (isLong) rows.sort((a, b) => b.succeeded - a.succeeded)
    return { rows, found: isLong ? null : (folded[0]?.found ?? 0) }
  })
}

function promptRow(spelled: Spelled[]): PromptRow {
  const sums = newPromptSums()
  for (const each of spelled) addPromptSums(sums, each)
  const spellings = spelled.map(({ value, succeeded, failed }) => ({ value, generations: succeeded + failed }))
  return {
    value: spellings[0]?.value ?? '',
    ...promptNumbers(sums),
    spellings: spellings.slice(0, MOST_SPELLINGS),
    spellingCount: spellings.length,
  }
}
