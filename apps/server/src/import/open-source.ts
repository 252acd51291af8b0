import type { ImportFormat } from './formats.js'
import { openLegacyEvents } from './legacy-events.js'
import { openFile } from './open-file.js'
import { readOurEvent, readOurRecord } from './our-events.js'
import { plausibleReader } from './plausible-rows.js'
import { readPosthogEvent } from './posthog-event.js'
import { readCsv } from './read-csv.js'
import { readJsonLines } from './read-json-lines.js'
import type { Source } from './source.js'
import { umamiReader } from './umami-event.js'

/**
 * Opens what is to be imported.
 * @param timeZone of the times in the file that don't say theirs
 */
export async function openSource(format: ImportFormat, file: string, timeZone: string): Promise<Source> {
  if (format === 'legacy') return openLegacyEvents(file, timeZone)
  const { bytes, total, done } = await openFile(file)
  const opened = { total, done, close: () => void bytes.destroy() }
  switch (format) {
    case 'jsonl':
      return { ...opened, rows: readJsonLines(bytes, readOurEvent) }
    case 'csv':
      return { ...opened, rows: readCsv(bytes, () => readOurRecord) }
    case 'umami':
      return { ...opened, rows: readCsv(bytes, umamiReader) }
    case 'plausible':
      return { ...opened, rows: readCsv(bytes, plausibleReader(timeZone)) }
    case 'posthog':
      return { ...opened, rows: readJsonLines(bytes, readPosthogEvent) }
  }
}
