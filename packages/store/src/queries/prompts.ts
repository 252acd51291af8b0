import type { PromptRow, Prompts, PromptsInput } from '@son1k/contract'
import type { FirstPrompts, Listing } from './first-prompts.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import type { Spelled } from './prompt-counts.js'
import { addPromptSums, newPromptSums, promptNumbers } from './prompt-numbers.js'
import { searchCondition } from './prompt-search.js'
import type { PromptSource } from './prompt-source.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

const DEFAULT_ROWS = 10
const MOST_SPELLINGS = 10

/** The prompts that most generations succeed with, in any spelling, and those that a search finds. */
export function prompts(database: Database, asked: AskedOf<PromptsInput>, steps: Steps): Promise<Prompts> {
  const { search, limit = DEFAULT_ROWS, offset } = asked.input
  return overPrompts({ database, asked, steps }, async ({ source }) => {
    const { rows: folded, found } =
      search === undefined
        ? await firstPrompts(source, { limit, offset })
        : await searchedPrompts(source, { search, limit, offset })
    const spelled = await source.spellings(folded.map(({ fold }) => fold))
    const rows = folded.map(({ fold }) => promptRow(spelled.filter((each) => each.fold === fold)))
    // Where the tail was passed over, a prompt may have more than it was found with.
    if (found === null) rows.sort((a, b) => b.succeeded - a.succeeded)
    return { rows, found: folded.length === 0 && found !== null ? 0 : found }
  })
}

const BYTES_OF_ROW = 100

const firstPrompts = ({ ofFirst }: PromptSource, listing: Listing): Promise<FirstPrompts> =>
  ofFirst({
    name: `first prompts ${listing.limit} ${listing.offset ?? 0}`,
    listing,
    make: async (first) => first,
    sizeOf: ({ rows }) => rows.length * BYTES_OF_ROW,
  })

type Search = Listing & { search: string }

/** What a search finds is the tail, as a rule. */
async function searchedPrompts({ reading, search: find }: PromptSource, { search, ...listing }: Search) {
  reading.steps.isTimeUp()
  return find(await searchCondition(reading.database, search), listing)
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
