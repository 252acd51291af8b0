/** What an erasure notes while it takes events away, to see to it when they are gone: the numbers in the database. */
export const ITEMS = {
  /** Buckets of days of which the sums have to be made anew. */
  day: 1,
  /** Sessions that events of the person were in. */
  session: 2,
  /** Generations that the person ended, by the key that keeps are found by. */
  track: 3,
  /** Texts that may have been theirs alone. */
  label: 4,
} as const
