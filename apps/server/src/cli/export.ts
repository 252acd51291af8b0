import { DEFAULT_APP_ID, openForReading, type StoredEvent } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { exportTo, exportToFile } from '../export/export-events.js'
import type { ExportFormat } from '../export/formats.js'
import { isSystemError } from './system-error.js'

/** `from` and `to` in milliseconds UTC. */
export type ExportOptions = { format: ExportFormat; from?: number; to?: number; output?: string }

/** Writes the raw events of the database in the settings to a file or standard output; a server may run meanwhile. */
export async function exportEvents({ format, from, to, output }: ExportOptions): Promise<void> {
  if (format === 'parquet' && output === undefined)
    throw new Error('Parquet is written to a file alone: name it with --output')
  const { databaseUrl: url, databaseAuthToken: authToken } = settingsOfProcess()
  const store = await openForReading({ url, ...(authToken !== undefined && { authToken }) })
  const range = { appId: DEFAULT_APP_ID, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  const counter = { events: 0 }
  const batches = counting(store.exportEvents(range), counter)
  try {
    if (output !== undefined) {
      await exportToFile(output, format, batches)
      console.error(`${counter.events} events written to ${output}`)
    } else if (format !== 'parquet') {
      await exportTo(process.stdout, format, batches)
    }
  } catch (error) {
    // Who reads has enough, as `head` does.
    if (!(isSystemError(error) && error.code === 'EPIPE')) throw error
  } finally {
    await store.close()
  }
}

async function* counting(batches: AsyncIterable<StoredEvent[]>, counter: { events: number }) {
  for await (const batch of batches) {
    counter.events += batch.length
    yield batch
  }
}
