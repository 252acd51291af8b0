import { type Row, rowsOf, type Tables } from './dump-tables.js'

/** All tables but for what tells of servers and caches: rebuilding changes nothing in them. */
export function lasting({ run: _run, ingest_cursor: _cursor, ...tables }: Tables): Record<string, string[]> {
  const buckets = rowsOf(tables, 'bucket').map(({ user_version: _version, ...bucket }) => bucket)
  return Object.fromEntries(Object.entries({ ...tables, bucket: buckets }).map(([name, rows]) => [name, sorted(rows)]))
}

const sorted = (rows: Row[]) => rows.map((row) => JSON.stringify(row)).toSorted()
