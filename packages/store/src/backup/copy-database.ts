import type { Client } from '@libsql/client'

/**
 * Copies what is committed now into a new file, without its unused space. Reads one view of the database: others go on
 * writing meanwhile, and their log grows by what they write.
 */
export async function copyDatabase(client: Client, path: string): Promise<void> {
  const { rows } = await client.execute('PRAGMA auto_vacuum')
  // So that the copy can give pages back where the file can't. Asks for the right to write, and then has nothing to.
  if (rows[0]?.auto_vacuum === 0) await client.execute('PRAGMA auto_vacuum = INCREMENTAL')
  await client.execute({ sql: 'VACUUM INTO ?', args: [path] })
}
