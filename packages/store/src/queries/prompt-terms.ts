import type { PromptTerm, PromptTerms, PromptTermsInput, RisingTerm } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'
import { foldText } from '../music/fold-text.js'
import { termsOf } from '../music/words.js'
import type { Cover } from '../rollups/cover.js'
import { logLikelihoodRatio } from '../statistics/log-likelihood.js'
import { byBytes } from './by-bytes.js'
import type { AskedOf } from './insight.js'
import { overPrompts } from './over-prompts.js'
import { foldedPrompts, isTailLong } from './prompt-counts.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'

const DEFAULT_TERMS = 20
const FEWEST_GENERATIONS = 5
/** Of the chi-square distribution with one degree of freedom: what 0.1 % exceeds. */
const NOT_BY_CHANCE = 10.828
const PROMPTS_A_STEP = 1_000

type Counted = { compared: { prompts: number; generations: number }; terms: Map<string, number> }

/** The words that most generations' prompts have, and those that have become more frequent. */
export function promptTerms(database: Database, asked: AskedOf<PromptTermsInput>, steps: Steps): Promise<PromptTerms> {
  const { limit = DEFAULT_TERMS } = asked.input
  return overPrompts({ database, asked, steps }, async ({ cover, before }) => {
    const now = await countTerms({ database, cover, steps })
    const previous = await countTerms({ database, cover: await before(), steps })
    const terms = [...now.terms].map(([term, generations]): PromptTerm => {
      return { term, generations, share: generations / now.compared.generations }
    })
    terms.sort((a, b) => b.generations - a.generations || byBytes(a.term, b.term))
    const rising = terms.flatMap((term) => risingTerm(term, now, previous) ?? [])
    rising.sort((a, b) => b.logLikelihood - a.logLikelihood || byBytes(a.term, b.term))
    return {
      terms: terms.slice(0, limit),
      rising: rising.slice(0, limit),
      compared: now.compared,
      previous: previous.compared,
    }
  })
}

type Reading = { database: Database; cover: Cover; steps: Steps }

async function countTerms({ database, cover, steps }: Reading): Promise<Counted> {
  steps.check()
  const isLong = await isTailLong(database, cover)
  steps.check()
  const rows = await foldedPrompts(database, cover, { isTailLong: isLong, limit: LIMITS.termPrompts })
  const terms = new Map<string, number>()
  let generations = 0
  for (const [index, { value, succeeded, failed }] of rows.entries()) {
    if (index % PROMPTS_A_STEP === 0) steps.check()
    generations += succeeded + failed
    for (const term of termsOf(foldText(value))) terms.set(term, (terms.get(term) ?? 0) + succeeded + failed)
  }
  return { compared: { prompts: rows.length, generations }, terms }
}

/** Undefined where it may be chance, or there is too little of it. */
function risingTerm(term: PromptTerm, now: Counted, before: Counted): RisingTerm | undefined {
  const [whole, wholeBefore] = [now.compared.generations, before.compared.generations]
  const previousGenerations = before.terms.get(term.term) ?? 0
  if (term.generations < FEWEST_GENERATIONS || wholeBefore === 0) return undefined
  const previousShare = previousGenerations / wholeBefore
  const logLikelihood = logLikelihoodRatio([
    [term.generations, whole - term.generations],
    [previousGenerations, wholeBefore - previousGenerations],
  ])
  if (term.share <= previousShare || logLikelihood < NOT_BY_CHANCE) return undefined
  return { ...term, previousGenerations, previousShare, logLikelihood }
}
