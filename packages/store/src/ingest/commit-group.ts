/** Events as they came, or explicit ends of sessions of which only the id is known. */
export type RowKind = 'event' | 'end'

/** What one commit stores, as it crosses to the writer thread: one text each is copied faster than many values. */
export type CommitGroup = {
  /** JSON: an array of encoded rows, in the order they came. */
  events: string
  ends: string
  sessionTimeoutMs: number
  labelsPerDay: number
  /** So many people have to have used a prompt before it is shown. */
  promptMinUsers: number
}

/** The places, among the rows of each kind, of those that were not stored. */
export type CommitResult = Record<RowKind, number[]>
