import type { Client } from '@libsql/client'
import { DEFAULT_APP_ID } from '../store.js'

/** Makes, in a new database, the app that needs no key, and the row that the writer's cursor lives in. */
export async function createDefaultApp(
  client: Client,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<void> {
  await client.batch(
    [
      'INSERT INTO ingest_cursor (id, last_event_id, rebuild_due, spelling_due) VALUES (1, 0, 0, 0) ON CONFLICT DO NOTHING',
      {
        sql: `INSERT INTO app (id, slug, name, time_zone, created_at) VALUES (?, 'default', 'Default', ?, ?)
              ON CONFLICT DO NOTHING`,
        args: [DEFAULT_APP_ID, timeZone, now],
      },
    ],
    'write',
  )
}
