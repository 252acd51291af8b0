import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { openReader } from '../db/client.js'
import { activeSessions as countActiveSessions } from '../queries/active-sessions.js'
import { liveSnapshot as takeLiveSnapshot } from '../queries/live-snapshot.js'
import type { Database } from '../queries/question.js'
import { status as readStatus } from '../queries/status.js'
import { summary as summarize } from '../queries/summary.js'
import { type Reply, reply } from './reply.js'
import { threadSettings } from './settings.js'

let opened: Promise<Database> | undefined

/** Opens at the first question, and again at the next one where that failed. */
async function reader(): Promise<Database> {
  opened ??= openReader(threadSettings()).then((client) => drizzle(client))
  try {
    return await opened
  } catch (error) {
    opened = undefined
    throw error
  }
}

export const ready = (): Promise<Reply<void>> => reply(async () => undefined)

const answering =
  <Input, Output>(question: (database: Database, input: Input) => Promise<Output>) =>
  (input: Input) =>
    reply(async () => question(await reader(), input))

export const summary = answering(summarize)
export const activeSessions = answering(countActiveSessions)
export const liveSnapshot = answering(takeLiveSnapshot)
export const status = answering(readStatus)
