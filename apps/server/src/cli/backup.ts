import { backUp } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { bytesInWords } from './bytes-in-words.js'
import { progressBar } from './progress-bar.js'

/** Copies the database, also while a server works on it. */
export async function backup(file: string): Promise<void> {
  const { databaseUrl } = settingsOfProcess()
  const bar = progressBar('Backup {bar} {size}')
  let isShown = false
  const bytes = await backUp({
    url: databaseUrl,
    to: file,
    onProgress({ done, total }) {
      const size = bytesInWords(done)
      if (isShown) bar.update(done, { size })
      else bar.start(total, done, { size })
      isShown = true
    },
  }).finally(() => bar.stop())
  const path = databaseUrl.replace(/^file:(\/\/)?/, '')
  console.log(`${file}: ${bytesInWords(bytes)}, checked and complete.
To restore it: stop the server, delete ${path} and the -wal and -shm files beside it, then copy ${file} to ${path}.`)
}
