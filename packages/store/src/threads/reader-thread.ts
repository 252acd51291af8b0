import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { openReader } from '../db/client.js'
import { createConnection } from '../db/connection.js'
import { activeSessions as countActiveSessions } from '../queries/active-sessions.js'
import { liveSnapshot as takeLiveSnapshot } from '../queries/live-snapshot.js'
import type { Database } from '../queries/question.js'
import { status as readStatus } from '../queries/status.js'
import { createSummary } from '../queries/summary.js'
import { type Reply, reply } from './reply.js'
import { threadSettings } from './settings.js'

const connection = createConnection(() => openReader(threadSettings()))

export const ready = (): Promise<Reply<void>> => reply(async () => undefined)

const answering =
  <Input, Output>(question: (database: Database, input: Input) => Promise<Output>) =>
  (input: Input) =>
    reply(() => connection.use((client) => question(drizzle(client), input)))

export const summary = answering(createSummary())
export const activeSessions = answering(countActiveSessions)
export const liveSnapshot = answering(takeLiveSnapshot)
export const status = answering(readStatus)
