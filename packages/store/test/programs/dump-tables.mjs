// Writes all rows of all tables of a database file to stdout, as JSON: an object of lists. Bytes are written as hex.
import { createClient } from '@libsql/client/sqlite3'

const [url] = process.argv.slice(2)
const client = createClient({ url })
const { rows } = await client.execute(
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
)
const asText = (value) => (value instanceof ArrayBuffer ? Buffer.from(value).toString('hex') : value)
const tables = {}
for (const { name } of rows) {
  const table = await client.execute(`SELECT * FROM "${name}"`)
  tables[name] = table.rows.map((row) =>
    Object.fromEntries(table.columns.map((column) => [column, asText(row[column])])),
  )
}
client.close()
process.stdout.write(JSON.stringify(tables))
