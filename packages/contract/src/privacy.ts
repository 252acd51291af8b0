import type { RecordedEvent } from './users.js'

/** Whose data is meant, of the app that the request is about. */
export type PersonInput = { userId: string }

/** A session of a person. Times are RFC 3339. */
export type PersonSession = {
  sessionId: string
  startedAt: string
  lastAt: string
  endedAt: string | null
  pageViews: number
  /** JSON: what the browser said of itself when it began. */
  context: string | null
}

/** All that is held of a person. */
export type PersonExport = { userId: string; sessions: PersonSession[]; events: RecordedEvent[] }

/** What was erased: events, and sessions that nobody else had a part in. */
export type ErasureReport = { events: number; sessions: number }

/** What was done with a person's data, when and by whom. Times are RFC 3339. */
export type AuditEntry = {
  id: number
  at: string
  /** Null: under way. */
  finishedAt: string | null
  /** `command line (ana)`, `token 3 (its label)`, `ADMIN_TOKEN`, or `login with` one of the latter. */
  actor: string
  action: 'export' | 'erase'
  /** SHA-256 of the person's id: whoever knows the id can tell that it was them. */
  subject: string
  events: number
  sessions: number
}
