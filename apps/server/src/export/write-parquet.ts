import type { StoredEvent } from '@son1k/store'
import { fileWriter, parquetWriteRows } from 'hyparquet-writer'
import { COLUMNS, type Column, fieldsOf } from './columns.js'

const GROUP_ROWS = 20_000

const TYPES = {
  text: 'STRING',
  time: 'TIMESTAMP',
  whole: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  json: 'STRING',
} as const satisfies Record<Column['type'], string>

/** Writes events as a Parquet file, a group of rows at a time. Lists and objects are JSON texts. */
export async function writeParquet(batches: AsyncIterable<StoredEvent[]>, file: string): Promise<void> {
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: toRows(batches),
    columns: COLUMNS.map(({ name, type }) => ({ name, type: TYPES[type], nullable: true })),
    rowGroupSize: GROUP_ROWS,
  })
}

async function* toRows(batches: AsyncIterable<StoredEvent[]>): AsyncGenerator<Record<string, unknown>> {
  for await (const events of batches) {
    for (const event of events) {
      const fields = fieldsOf(event)
      yield Object.fromEntries(COLUMNS.map((column) => [column.name, valueOfColumn(column, fields[column.name])]))
    }
  }
}

function valueOfColumn({ type }: Column, value: unknown): unknown {
  if (value === undefined) return null
  if (type === 'time') return new Date(String(value))
  return type === 'json' ? JSON.stringify(value) : value
}
