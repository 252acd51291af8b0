import type { PromptRow, Prompts, PromptsInput } from '@son1k/contract'
import type { Cover } from '../rollups/cover.js'
import { firstPrompts } from './first-prompts.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import { foldedPrompts, type Spelled, spellingsOf } from './prompt-counts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import { searchCondition } from './prompt-search.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Remembering } from './sum-days.js'

const DEFAULT_ROWS = 10
const MOST_SPELLINGS = 10

/** The prompts that most generations succeed with, in any spelling, and those that a search finds. */
export function prompts(database: Database, asked: AskedOf<PromptsInput>, steps: Steps): Promise<Prompts> {
  const { search, limit = DEFAULT_ROWS, offset } = asked.input
  return overPrompts({ database, asked, steps }, async ({ reading, cover }) => {
    const { rows: folded, found } =
      search === undefined
        ? await firstPrompts(reading, cover, { limit, offset })
        : await searchedPrompts(reading, cover, { search, limit, offset })
    steps.check()
    const spelled = await spellingsOf(
      database,
      cover,
      folded.map(({ fold }) => fold),
    )
    const rows = folded.map(({ fold }) => promptRow(spelled.filter((each) => each.fold === fold)))
    // Where the tail was passed over, a prompt may have more than it was found with.
    if (found === null) rows.sort((a, b) => b.succeeded - a.succeeded)
    return { rows, found: folded.length === 0 && found !== null ? 0 : found }
  })
}

type Search = { search: string; limit: number; offset: number | undefined }

/** What a search finds is the tail, as a rule. */
async function searchedPrompts({ database, steps }: Remembering, cover: Cover, { search, ...listing }: Search) {
  steps.check()
  const condition = await searchCondition(database, search)
  steps.check()
  const rows = await foldedPrompts(database, cover, { ...listing, condition })
  return { rows, found: rows[0]?.found ?? 0 }
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
