// Holds the right to write a database file, as another program might, until its stdin ends. Writes "held" when it has it.
import { createClient } from '@libsql/client/sqlite3'

const [url] = process.argv.slice(2)
const client = createClient({ url })
const writing = await client.transaction('write')
process.stdout.write('held\n')
process.stdin.resume().on('end', async () => {
  await writing.rollback()
  client.close()
})
