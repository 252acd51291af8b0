import { appIdOf } from '@son1k/api'
import type { StoredEvent } from '@son1k/store'
import { exportTo, exportToFile } from '../export/export-events.js'
import type { ExportFormat } from '../export/formats.js'
import { whileReading } from './while-reading.js'

/** `from` and `to` in milliseconds UTC. */
export type ExportOptions = { format: ExportFormat; from?: number; to?: number; output?: string; app: string }

/** Writes the raw events of the database in the settings to a file or standard output; a server may run meanwhile. */
export async function exportEvents({ format, from, to, output, app }: ExportOptions): Promise<void> {
  if (format === 'parquet' && output === undefined)
    throw new Error('Parquet is written to a file alone: name it with --output')
  const counter = { events: 0 }
  await whileReading(async (store) => {
    const appId = await appIdOf(store.registry, app)
    const range = { appId, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const batches = counting(store.exportEvents(range), counter)
    if (output !== undefined) {
      await exportToFile(output, format, batches)
      console.error(`${counter.events} events written to ${output}`)
    } else if (format !== 'parquet') {
      await exportTo(process.stdout, format, batches)
    }
  })
}

async function* counting(batches: AsyncIterable<StoredEvent[]>, counter: { events: number }) {
  for await (const batch of batches) {
    counter.events += batch.length
    yield batch
  }
}
