import type { SQL } from 'drizzle-orm'
import type { FirstPrompts, Listing, OfFirst } from './first-prompts.js'
import type { LengthRow } from './length-sums.js'
import type { Spelled } from './prompt-counts.js'
import type { Remembering } from './sum-days.js'

/** The prompts of a time, told of all its generations or of some. Those that are not shown are in `lengths` alone. */
export type PromptSource = {
  reading: Remembering
  /** What follows from the prompts of most succeeded generations. */
  ofFirst<Made>(of: OfFirst<Made>): Promise<Made>
  /** The first of those that a condition over `counted`, labels, lets through, and how many there are. */
  search(condition: SQL, listing: Listing): Promise<{ rows: FirstPrompts['rows']; found: number }>
  /** The spellings of some prompts: the most frequent first, then by name. */
  spellings(folds: number[]): Promise<Spelled[]>
  /** Sums by length. */
  lengths(): Promise<LengthRow[]>
}
