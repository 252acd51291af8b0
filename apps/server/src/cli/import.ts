import { settingsOfProcess } from '../env.js'
import type { ImportFormat } from '../import/formats.js'
import { type ImportCounts, importEvents, type Refusal, type TakeEvents } from '../import/import-events.js'
import { openSource } from '../import/open-source.js'
import { openRejectsFile } from '../import/rejects-file.js'
import { describeImport, EXIT_REFUSED, EXIT_STOPPED, type ImportReport } from './describe-import.js'
import { progressBar } from './progress-bar.js'
import { stopAsked } from './stop-asked.js'
import { withImport } from './with-import.js'

export type ImportOptions = { dryRun?: boolean; json?: boolean; timeZone?: string; app: string }

/** Problems that are told at the terminal; all are in the file of rejects. */
const TOLD_PROBLEMS = 5

/** Imports files one after the other into the database of the settings. A dry run opens no database. */
export async function importFiles(format: ImportFormat, files: string[], options: ImportOptions): Promise<void> {
  const { databaseUrl, timeZone: zoneOfSettings } = settingsOfProcess()
  const timeZone = options.timeZone ?? zoneOfSettings ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const isStopping = stopAsked()
  const importAll = async (take?: TakeEvents) => {
    for (const file of files) {
      if (isStopping()) break
      const report = await importFile({ format, file, timeZone, take, isStopping, isQuiet: options.json === true })
      console.log(options.json ? JSON.stringify(report) : describeImport(report))
      if (report.refused > 0) process.exitCode = EXIT_REFUSED
    }
  }
  await (options.dryRun ? importAll() : withImport({ databaseUrl, app: options.app }, importAll))
  if (isStopping()) process.exitCode = EXIT_STOPPED
}

type Job = {
  format: ImportFormat
  file: string
  timeZone: string
  take: TakeEvents | undefined
  isStopping: () => boolean
  isQuiet: boolean
}

async function importFile({ format, file, timeZone, take, isStopping, isQuiet }: Job): Promise<ImportReport> {
  const source = await openSource(format, file, timeZone)
  const rejects = take && (await openRejectsFile(file))
  const problems: Refusal[] = []
  const bar = isQuiet
    ? undefined
    : progressBar(`Reading ${file} {bar} {percentage} % {added} events, {refused} rows refused`)
  bar?.start(source.total, 0, { added: 0, refused: 0 })
  let counts: ImportCounts
  try {
    counts = await importEvents(source.rows, {
      take,
      now: Date.now(),
      isStopping,
      onProgress: ({ added, refused }) => bar?.update(source.done(), { added, refused }),
      async onRefused(refusal) {
        if (problems.length < TOLD_PROBLEMS) problems.push(refusal)
        await rejects?.add(refusal)
      },
    })
  } finally {
    bar?.stop()
    source.close()
    await rejects?.close()
  }
  for (const { place, problem } of isQuiet ? [] : problems) console.error(`${file}, ${place}: ${problem}`)
  return {
    file,
    format,
    dryRun: take === undefined,
    ...counts,
    rejects: rejects?.path() ?? null,
    complete: !isStopping(),
  }
}
