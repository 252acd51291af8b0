import { backUp } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { bytesInWords } from './bytes-in-words.js'
import { showCopying } from './show-copying.js'

/** Copies the database, also while a server works on it. */
export async function backup(file: string, { json = false }: { json?: boolean }): Promise<void> {
  const { databaseUrl: database } = settingsOfProcess()
  const progress = showCopying('Backup')
  const bytes = await backUp({ url: database, to: file, onProgress: progress.onProgress }).finally(progress.stop)
  if (json) return console.log(JSON.stringify({ database, file, bytes }))
  console.log(`${file}: ${bytesInWords(bytes)}, checked and complete.
To restore it: stop the server, and run \`son1k-analytics restore ${file}\`.`)
}
