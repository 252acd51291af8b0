import type { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { fromCell } from '../spreadsheet-cell.js'
import type { Fields, ReadRow, SourceRow } from './source.js'

const LONGEST_RECORD = 1024 * 1024

/** Holds at run time: with `info` the parser gives both. */
type Parsed = { record: Fields; info: { lines: number } }

/**
 * A file of comma-separated values whose first line names the columns. An empty cell is absent, unless it is quoted; a
 * quote that keeps a spreadsheet from taking a text for a formula is taken off.
 * @param begin gets the names of the columns, and answers how rows are read
 * @throws AnalyticsError what `begin` throws
 */
export async function* readCsv(bytes: Readable, begin: (columns: string[]) => ReadRow): AsyncGenerator<SourceRow> {
  const skipped: SourceRow[] = []
  let columns: string[] = []
  let read: ReadRow | undefined
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    columns: (names: string[]) => {
      columns = names.map((name) => name.trim())
      return columns
    },
    cast: (cell, { quoting }) => (cell === '' && !quoting ? undefined : fromCell(cell)),
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error instanceof CsvError)
        skipped.push({ place: `line ${error.lines}`, row: error.record ?? null, problem: error.message })
      return undefined
    },
  })
  bytes.on('error', (error) => parser.destroy(error))
  for await (const { record, info } of bytes.pipe(parser) as AsyncIterable<Parsed>) {
    read ??= begin(columns)
    yield* skipped.splice(0)
    yield { place: `line ${info.lines}`, row: record, ...read(record, info.lines) }
  }
  yield* skipped
}
