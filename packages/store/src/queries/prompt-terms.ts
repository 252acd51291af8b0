import type { PromptTerm, PromptTerms, PromptTermsInput, RisingTerm } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'
import { logLikelihoodRatio } from '../statistics/log-likelihood.js'
import { byBytes } from './by-bytes.js'
import type { FoldSums } from './fold-table.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import { textsOfLabels } from './prompt-counts.js'
import type { PromptSource } from './prompt-source.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Remembering } from './sum-days.js'
import { termsKept } from './terms-of-prompts.js'

const DEFAULT_TERMS = 20
const FEWEST_GENERATIONS = 5
/** Of the chi-square distribution with one degree of freedom: what 0.1 % exceeds. */
const NOT_BY_CHANCE = 10.828
const PROMPTS_A_STEP = 1_000

type Term = { term: string; generations: number }
/** The most frequent terms come first. */
type Counted = { compared: { prompts: number; generations: number }; terms: Term[] }

/** The words that most generations' prompts have, and those that have become more frequent. */
export function promptTerms(database: Database, asked: AskedOf<PromptTermsInput>, steps: Steps): Promise<PromptTerms> {
  const { limit = DEFAULT_TERMS } = asked.input
  return overPrompts({ database, asked, steps }, async ({ source, before }) => {
    const now = await countTerms(source)
    const previous = await countTerms(await before())
    const shareOf = (generations: number) => generations / now.compared.generations
    const withShare = (term: Term): PromptTerm => ({ ...term, share: shareOf(term.generations) })
    const rising = risingTerms(now, previous)
    rising.sort((a, b) => b.logLikelihood - a.logLikelihood || byBytes(a.term, b.term))
    return {
      terms: now.terms.slice(0, limit).map(withShare),
      rising: rising.slice(0, limit),
      compared: now.compared,
      previous: previous.compared,
    }
  })
}

const countTerms = ({ reading, ofFirst }: PromptSource): Promise<Counted> =>
  ofFirst({
    name: 'terms',
    listing: { limit: LIMITS.termPrompts },
    make: ({ rows }) => termsIn(reading, rows),
    sizeOf: ({ terms }) => terms.length * BYTES_OF_COUNT,
  })

const BYTES_OF_COUNT = 150

async function termsIn({ database, steps, dayParts }: Remembering, rows: FoldSums[]): Promise<Counted> {
  const memory = termsKept(dayParts)
  const counts: number[] = []
  let generations = 0
  for (let start = 0; start < rows.length; start += PROMPTS_A_STEP) {
    const some = rows.slice(start, start + PROMPTS_A_STEP)
    const unknown = some.filter(({ fold }) => !memory.has(fold)).map(({ label }) => label)
    if (unknown.length > 0) steps.check()
    const texts = unknown.length === 0 ? [] : await textsOfLabels(database, unknown)
    const textOf = new Map(texts.map(({ label, value }) => [label, value]))
    for (const { fold, label, succeeded, failed } of some) {
      generations += succeeded + failed
      for (const number of memory.numbersOf(fold, textOf.get(label) ?? ''))
        counts[number] = (counts[number] ?? 0) + succeeded + failed
    }
  }
  memory.keepIn(dayParts)
  const terms: Term[] = []
  // Most numbers are of other prompts' words: they are no entries.
  counts.forEach((count, number) => {
    terms.push({ term: memory.termOf(number), generations: count })
  })
  terms.sort((a, b) => b.generations - a.generations || byBytes(a.term, b.term))
  return { compared: { prompts: rows.length, generations }, terms }
}

/** Those that have become more frequent, and not by chance. */
function risingTerms(now: Counted, before: Counted): RisingTerm[] {
  const [whole, wholeBefore] = [now.compared.generations, before.compared.generations]
  if (wholeBefore === 0) return []
  const generationsBefore = new Map(before.terms.map(({ term, generations }) => [term, generations]))
  const rising: RisingTerm[] = []
  for (const { term, generations } of now.terms) {
    if (generations < FEWEST_GENERATIONS) break
    const previousGenerations = generationsBefore.get(term) ?? 0
    const [share, previousShare] = [generations / whole, previousGenerations / wholeBefore]
    const logLikelihood = logLikelihoodRatio([
      [generations, whole - generations],
      [previousGenerations, wholeBefore - previousGenerations],
    ])
    if (share <= previousShare || logLikelihood < NOT_BY_CHANCE) continue
    rising.push({ term, generations, share, previousGenerations, previousShare, logLikelihood })
  }
  return rising
}
