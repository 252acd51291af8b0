import type { Quarter } from '../rollups/buckets.js'

/** Events as they came, or explicit ends of sessions of which only the id is known. */
export type RowKind = 'event' | 'end'

/** What one commit stores, as it crosses to the writer thread: JSON texts, which the database reads by itself. */
export type CommitGroup = {
  /** An array of encoded rows, in the order they came. */
  events: string
  eventCount: number
  /** An array of encoded rows. */
  ends: string
  endCount: number
  /** What the rows refer to, each once: arrays of texts. */
  labels: string
  agents: string
  /** Arrays of pairs: the app's id, and the person's or the session's. */
  users: string
  sessions: string
  /** When the rows happened: the buckets that they need. */
  quarters: Quarter[]
  /** What some of the rows are of: what they are not of needs no look. */
  has: { sessions: boolean; generations: boolean; starts: boolean }
  sessionTimeoutMs: number
  labelsPerDay: number
}

/** The places, among the rows of each kind, of those that were stored. */
export type CommitResult = Record<RowKind, number[]>
