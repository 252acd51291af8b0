import type { Client } from '@libsql/client'

/** A time, in milliseconds UTC, at which a server was seen running. */
export type Run = { id: number; now: number }

/** Notes that a server starts. Answers the run's id. */
export async function startRun(client: Client, now: number): Promise<number> {
  const { rows } = await client.execute({
    sql: 'INSERT INTO run (started_at, last_seen_at) VALUES (?, ?) RETURNING id',
    args: [now, now],
  })
  return Number(rows[0]?.id)
}

/** Notes that a server still runs. A clock that was set back doesn't shorten the run. */
export async function noteRun(client: Client, { id, now }: Run): Promise<void> {
  await client.execute({ sql: 'UPDATE run SET last_seen_at = max(last_seen_at, ?) WHERE id = ?', args: [now, id] })
}
