// How a first version stores events: one INSERT and one durable commit a request.
import { randomUUID } from 'node:crypto'
import { createClient } from '@libsql/client'
import type { toRestGeneration } from '../data/rest-generation.js'
import { listen } from './listen.js'

const [file] = process.argv.slice(2)
const client = createClient({ url: `file:${file}` })
await client.execute('PRAGMA journal_mode = WAL')
await client.execute('PRAGMA synchronous = FULL')
await client.execute(`CREATE TABLE generation (id TEXT PRIMARY KEY, session_id TEXT, user_id TEXT, prompt TEXT, style TEXT,
  duration REAL, tempo REAL, scale TEXT, instruments TEXT, mood TEXT, ai_enhanced INTEGER, generation_time REAL,
  success INTEGER, error_message TEXT, created_at INTEGER)`)
const sql = 'INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'

listen(async ({ body }) => {
  const event = asGeneration(body)
  const id = randomUUID()
  const args = [
    id,
    event.session_id,
    event.user_id,
    event.prompt,
    event.style,
    event.duration,
    event.tempo,
    event.scale,
    JSON.stringify(event.instruments),
    event.mood,
    event.ai_enhanced,
    event.generation_time,
    event.success,
    event.error_message,
    Date.now(),
  ]
  await client.execute({ sql, args })
  return { success: true, event_id: id, timestamp: new Date().toISOString() }
})

/** The benchmark posts nothing else to this server. */
function asGeneration(body: unknown) {
  return body as ReturnType<typeof toRestGeneration>
}
