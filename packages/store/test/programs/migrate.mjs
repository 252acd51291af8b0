// Applies the migrations of a folder to a database file.
import { openWriter } from '../../dist/db/client.js'
import { migrate } from '../../dist/db/migrate.js'

const [path, folder] = process.argv.slice(2)
await migrate(await openWriter({ url: `file:${path}` }), folder)
