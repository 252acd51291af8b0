import { type Client, createClient } from '@libsql/client'
import type { Event } from '@son1k/contract'
import { USER_AGENTS } from './words.js'

/** The database of the system that this project replaces: its tables, and no indexes but those of the primary keys. */
const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS music_generations (id TEXT PRIMARY KEY, user_id TEXT, prompt TEXT, style TEXT, duration REAL,
    tempo INTEGER, scale TEXT, instruments TEXT, mood TEXT, ai_enhanced BOOLEAN, generation_time REAL, success BOOLEAN,
    error_message TEXT, timestamp TEXT, ip_address TEXT, user_agent TEXT)`,
  `CREATE TABLE IF NOT EXISTS user_sessions (session_id TEXT PRIMARY KEY, user_id TEXT, start_time TEXT, end_time TEXT,
    page_views INTEGER, music_generations INTEGER, ai_usage INTEGER, total_time REAL, ip_address TEXT, user_agent TEXT)`,
  `CREATE TABLE IF NOT EXISTS user_interactions (id TEXT PRIMARY KEY, session_id TEXT, user_id TEXT, action TEXT,
    element TEXT, value TEXT, timestamp TEXT, metadata TEXT)`,
]

const columns = (count: number) => Array.from({ length: count }, (_, index) => `value->>${index}`).join(', ')
const ADD_GENERATIONS = `INSERT INTO music_generations SELECT ${columns(16)} FROM json_each(?)`
const ADD_INTERACTIONS = `INSERT INTO user_interactions SELECT ${columns(8)} FROM json_each(?)`
const START_SESSIONS = `INSERT INTO user_sessions SELECT ${columns(10)} FROM json_each(?)`
const END_SESSIONS = `UPDATE user_sessions SET end_time = ended.value->>1, total_time =
  (julianday(ended.value->>1) - julianday(start_time)) * 86400 FROM json_each(?) AS ended WHERE session_id = ended.value->>0`

/** Opens a legacy database, and makes its tables where they are missing. */
export async function openLegacy(file: string): Promise<Client> {
  const client = createClient({ url: `file:${file}` })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.batch(SCHEMA, 'write')
  return client
}

/** Writes events as the legacy server kept them: one row each, but one for the start and the end of a session. */
export async function addToLegacy(client: Client, events: Event[]): Promise<void> {
  const generations: unknown[] = []
  const interactions: unknown[] = []
  const starts: unknown[] = []
  const ends: unknown[] = []
  for (const event of events) {
    const time = legacyTime(event.occurredAt)
    switch (event.type) {
      case 'generation':
        generations.push([
          event.id,
          event.userId,
          event.prompt,
          event.style,
          event.durationSeconds,
          event.tempoBpm,
          event.scale,
          JSON.stringify(event.instruments ?? []),
          event.mood,
          event.aiEnhanced ? 1 : 0,
          event.generationSeconds,
          event.outcome === 'failed' ? 0 : 1,
          event.errorMessage,
          time,
          '127.0.0.1',
          userAgentOf(event.userId),
        ])
        break
      case 'interaction':
        interactions.push([
          event.id,
          event.sessionId,
          event.userId,
          event.action,
          event.element,
          event.value,
          time,
          '{}',
        ])
        break
      case 'session.start':
        starts.push([event.sessionId, event.userId, time, null, 0, 0, 0, 0, '127.0.0.1', userAgentOf(event.userId)])
        break
      case 'session.end':
        ends.push([event.sessionId, time])
        break
      case 'generation.start':
        break
      default:
        event satisfies never
    }
  }
  const statement = (sql: string, rows: unknown[]) => ({ sql, args: [JSON.stringify(rows)] })
  await client.batch(
    [
      statement(ADD_GENERATIONS, generations),
      statement(ADD_INTERACTIONS, interactions),
      statement(START_SESSIONS, starts),
      statement(END_SESSIONS, ends),
    ],
    'write',
  )
}

/** `2025-09-25T22:00:17.401000`: the legacy text has microseconds and no zone. */
export const legacyTime = (instant: string) => `${instant.slice(0, 23)}000`

const userAgentOf = (userId: string) => USER_AGENTS[userId.charCodeAt(userId.length - 1) % USER_AGENTS.length] ?? ''
