import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { StoredEvent } from '@son1k/store'
import type { ExportFormat } from './formats.js'
import { toCsv } from './to-csv.js'
import { toJsonLines } from './to-json-lines.js'

/** Writes events as text to a stream, no faster than it takes them. */
export async function exportTo(
  stream: Writable,
  format: Exclude<ExportFormat, 'parquet'>,
  batches: AsyncIterable<StoredEvent[]>,
): Promise<void> {
  await pipeline(Readable.from(textOf(format, batches)), stream)
}

/**
 * Writes events to a file, compressed where its name ends in `.gz`. It has its name when it is whole: until then it is
 * `<file>.part`.
 */
export async function exportToFile(
  file: string,
  format: ExportFormat,
  batches: AsyncIterable<StoredEvent[]>,
): Promise<void> {
  const part = `${file}.part`
  try {
    if (format === 'parquet') {
      const { writeParquet } = await import('./write-parquet.js')
      await writeParquet(batches, part)
    } else {
      const text = Readable.from(textOf(format, batches))
      const target = createWriteStream(part)
      await (file.endsWith('.gz') ? pipeline(text, createGzip(), target) : pipeline(text, target))
    }
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const textOf = (format: Exclude<ExportFormat, 'parquet'>, batches: AsyncIterable<StoredEvent[]>) =>
  format === 'csv' ? toCsv(batches) : toJsonLines(batches)
