import type { StoredEvent } from '@son1k/store'
import { stringify } from 'csv-stringify/sync'
import { toCell } from '../spreadsheet-cell.js'
import { COLUMNS, fieldsOf } from './columns.js'

/** Events as a table, piece by piece. What is absent is an empty cell, an empty text a quoted one. */
export async function* toCsv(batches: AsyncIterable<StoredEvent[]>): AsyncGenerator<string> {
  yield `${COLUMNS.map(({ name }) => name).join(',')}\r\n`
  for await (const events of batches) {
    const rows = events.map((event) => {
      const fields = fieldsOf(event)
      return COLUMNS.map(({ name }) => cellOf(fields[name]))
    })
    yield stringify(rows, { record_delimiter: 'windows', quoted_match: /^$|[\r\n]/ })
  }
}

function cellOf(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return toCell(value)
  return typeof value === 'object' ? toCell(JSON.stringify(value)) : String(value)
}
