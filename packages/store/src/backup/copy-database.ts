import type { Client } from '@libsql/client'

/**
 * Copies what is committed now into a new file, without its unused space. Reads one view of the database: others go on
 * writing meanwhile, and their log grows by what they write.
 */
export async function copyDatabase(client: Client, path: string): Promise<void> {
  // Of the copy: a file that was made without it can't give pages back.
  await client.execute('PRAGMA auto_vacuum = INCREMENTAL')
  await client.execute({ sql: 'VACUUM INTO ?', args: [path] })
}
