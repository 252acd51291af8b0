import { examine } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { reportOf } from './examination-report.js'
import { showExamination } from './show-examination.js'

type DoctorOptions = { quick?: boolean; json?: boolean; database?: string }

/** Examines the database, changes nothing, and says what to do. Exit code 1 where something is not as it should be. */
export async function doctor({ quick = false, json, database }: DoctorOptions): Promise<void> {
  const url = database ?? settingsOfProcess().databaseUrl
  const progress = showExamination()
  const examination = await examine({ url, isQuick: quick, onProgress: progress.onProgress }).finally(progress.stop)
  console.log(json ? JSON.stringify(examination, null, 2) : reportOf(url, examination))
  if (examination.findings.length > 0) process.exitCode = 1
}
