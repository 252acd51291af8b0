// Holds the right to write a database file, until it is ended.
import { createClient } from '@libsql/client'

const [url] = process.argv.slice(2)
await createClient({ url }).transaction('write')
process.stdout.write('held')
setInterval(() => {}, 60_000)
