import { appIdOf } from '@son1k/api'
import { DEFAULT_APP_ID, type Store } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import type { ImportFormat } from '../import/formats.js'
import { type ImportCounts, importEvents, type Refusal } from '../import/import-events.js'
import { openSource } from '../import/open-source.js'
import { openRejectsFile } from '../import/rejects-file.js'
import { describeImport, EXIT_REFUSED, EXIT_STOPPED, type ImportReport } from './describe-import.js'
import { openDatabase } from './open-database.js'
import { progressBar } from './progress-bar.js'
import { stopAsked } from './stop-asked.js'

export type ImportOptions = { dryRun?: boolean; json?: boolean; timeZone?: string; app: string }

/** Problems that are told at the terminal; all are in the file of rejects. */
const TOLD_PROBLEMS = 5

/** Imports files one after the other into the database of the settings. A dry run opens no database. */
export async function importFiles(format: ImportFormat, files: string[], options: ImportOptions): Promise<void> {
  const settings = settingsOfProcess()
  const timeZone = options.timeZone ?? settings.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const store = options.dryRun ? undefined : await openDatabase(settings)
  const isStopping = stopAsked()
  try {
    // A dry run stores nothing, so that it is of none.
    const appId = store === undefined ? DEFAULT_APP_ID : await appIdOf(store.registry, options.app)
    for (const file of files) {
      if (isStopping()) break
      const report = await importFile({
        format,
        file,
        appId,
        timeZone,
        store,
        isStopping,
        isQuiet: options.json === true,
      })
      console.log(options.json ? JSON.stringify(report) : describeImport(report))
      if (report.refused > 0) process.exitCode = EXIT_REFUSED
    }
  } finally {
    await store?.close()
  }
  if (isStopping()) process.exitCode = EXIT_STOPPED
}

type Job = {
  format: ImportFormat
  file: string
  appId: number
  timeZone: string
  store: Store | undefined
  isStopping: () => boolean
  isQuiet: boolean
}

async function importFile({ format, file, appId, timeZone, store, isStopping, isQuiet }: Job): Promise<ImportReport> {
  const source = await openSource(format, file, timeZone)
  const rejects = store && (await openRejectsFile(file))
  const problems: Refusal[] = []
  const bar = isQuiet
    ? undefined
    : progressBar(`Reading ${file} {bar} {percentage} % {added} events, {refused} rows refused`)
  bar?.start(source.total, 0, { added: 0, refused: 0 })
  let counts: ImportCounts
  try {
    counts = await importEvents(source.rows, {
      store,
      appId,
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
    dryRun: store === undefined,
    ...counts,
    rejects: rejects?.path() ?? null,
    complete: !isStopping(),
  }
}
