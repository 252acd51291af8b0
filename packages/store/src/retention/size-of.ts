import type { Client } from '@libsql/client'
import { pagesOf } from './free-pages.js'

/** The bytes of a database, null where it doesn't tell, and the raw events in it. */
export async function sizeOf(client: Client): Promise<{ bytes: number | null; events: number }> {
  const { rows } = await client.execute('SELECT coalesce(sum(event_count), 0) AS events FROM app')
  const bytes = await pagesOf(client).then(
    (pages) => pages.bytes,
    () => null,
  )
  return { bytes, events: Number(rows[0]?.events) }
}
