import type { ImportCounts } from '../import/import-events.js'

/** What came of importing a file, as `--json` shows it. */
export type ImportReport = ImportCounts & {
  file: string
  format: string
  dryRun: boolean
  /** Where the refused rows are. */
  rejects: string | null
  /** False where it was stopped before the end: to import the file again goes on. */
  complete: boolean
}

/** Some rows were refused, the others are stored. */
export const EXIT_REFUSED = 2
/** As of a program that Ctrl+C ended. */
export const EXIT_STOPPED = 130

/** The same in a line for the person at the terminal. */
export function describeImport(report: ImportReport): string {
  const { file, rows, added, known, refused, skipped, rejects } = report
  const parts = [
    report.dryRun ? `${count(added, 'event')} would be taken` : `${count(added, 'event')} added`,
    ...(known > 0 ? [`${known} were there already`] : []),
    ...(skipped > 0 ? [`${count(skipped, 'row')} of kinds that are not kept`] : []),
    ...(refused > 0 ? [`${count(refused, 'row')} refused${rejects === null ? '' : `, see ${rejects}`}`] : []),
  ]
  const end = report.complete ? '' : '. Stopped before the end: import the file again to go on'
  return `${file}: ${count(rows, 'row')} read, ${parts.join('; ')}${end}`
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
