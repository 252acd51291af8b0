import type { Client } from '@libsql/client'
import type { LoginRecord } from './registry.js'

/** Keeps a login. `now`: milliseconds UTC. */
export async function insertLogin(client: Client, login: LoginRecord & { now: number }): Promise<void> {
  const { hash, tokenId, proof, endsAt, now } = login
  await client.batch(
    [
      { sql: 'DELETE FROM login_session WHERE ends_at <= ?', args: [now] },
      {
        sql: 'INSERT INTO login_session (hash, token_id, proof, ends_at) VALUES (unhex(?), ?, unhex(?), ?)',
        args: [hash, tokenId, proof, endsAt],
      },
    ],
    'write',
  )
}

/** Forgets a login. */
export async function deleteLogin(client: Client, hash: string): Promise<void> {
  await client.execute({ sql: 'DELETE FROM login_session WHERE hash = unhex(?)', args: [hash] })
}
