import type { Proportion } from './breakdown.js'
import type { Filter, NameForm } from './dimension.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export type PromptsInput = {
  range: Range
  /** Only prompts with all of these words, in any order, of which each may be the beginning of one; accents don't matter. */
  search?: string
  /** Rows, 1–100; by default 10. */
  limit?: number
  /** Rows before the first, 0–10,000; by default 0. */
  offset?: number
  /** Only of the generations that they let through, read from raw events, as far back as these are kept. */
  filters?: Filter[]
  names?: NameForm
  compare?: boolean
}

/** Numbers of generations, of one prompt or more. */
export type PromptNumbers = {
  /** Succeeded and failed. */
  generations: number
  succeeded: number
  failed: number
  /** succeeded ÷ generations; null when there are none. */
  successRate: Proportion | null
  /** Of those that succeeded: saved, downloaded, shared or liked. */
  kept: number
  /** kept ÷ succeeded; null when none succeeded. */
  keepRate: Proportion | null
}

/** A prompt as it was sent, and how many generations have it. */
export type PromptSpelling = { value: string; generations: number }

/** Prompts that differ in case, accents, punctuation and spacing alone are one; shown is the most frequent spelling. */
export type PromptRow = PromptNumbers & {
  value: string
  /** The most frequent ones first, at most 10. */
  spellings: PromptSpelling[]
  /** How many there are. */
  spellingCount: number
}

export type PromptsPeriod = Covered & {
  /** By succeeded generations, the most first. */
  rows: PromptRow[]
  /** Different prompts, of those that `search` lets through; null where the range has too many to count them. */
  found: number | null
}
export type Prompts = Compared<PromptsPeriod>

export type PromptFamiliesInput = {
  range: Range
  /** Families, 1–50; by default 10. */
  limit?: number
  filters?: Filter[]
  names?: NameForm
}

/** Prompts that are nearly the same as one that more generations have, which gives the family its name. */
export type PromptFamily = PromptNumbers & {
  value: string
  /** Different prompts, this one among them. */
  prompts: number
  /** Others of the family, those of most generations first, at most 5. */
  examples: PromptSpelling[]
}

export type PromptFamilies = Covered & {
  /** Families of two prompts or more, by their generations, the most first. */
  families: PromptFamily[]
  /** How many there are. */
  found: number
  /** What was looked at: the prompts of most generations. */
  compared: PromptsCompared
}

/** Different prompts, and the generations that have them. */
export type PromptsCompared = { prompts: number; generations: number }

export type PromptTermsInput = {
  range: Range
  /** Terms in each list, 1–100; by default 20. */
  limit?: number
  filters?: Filter[]
  names?: NameForm
}

/** A word of prompts, folded; `share`: generations with it ÷ all whose prompt was looked at. */
export type PromptTerm = { term: string; generations: number; share: number }
export type RisingTerm = PromptTerm & {
  previousGenerations: number
  previousShare: number
  /** G² of the two shares: above 10.83, a difference of chance is less likely than 0.1 %. */
  logLikelihood: number
}

export type PromptTerms = Covered & {
  /** By generations, the most first; without words that say nothing, in English and Spanish. */
  terms: PromptTerm[]
  /** Of at least 5 generations, with a greater share than in as long a time before, and not by chance: by `logLikelihood`. */
  rising: RisingTerm[]
  compared: PromptsCompared
  previous: PromptsCompared
}

export type PromptLengthsInput = { range: Range; filters?: Filter[]; names?: NameForm; compare?: boolean }

/** Prompts of `from` to `to` characters (code points); `to` is null for all that are longer. */
export type PromptLength = PromptNumbers & { from: number; to: number | null }
/** All generations with a prompt, by its length, the shortest first. */
export type PromptLengthsPeriod = Covered & { lengths: PromptLength[] }
export type PromptLengths = Compared<PromptLengthsPeriod>
