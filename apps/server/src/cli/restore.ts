import { restore as restoreDatabase } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { bytesInWords } from './bytes-in-words.js'
import { showCopying } from './show-copying.js'

/** Puts a backup in the place of the database. */
export async function restore(file: string, { json = false }: { json?: boolean }): Promise<void> {
  const { databaseUrl: database } = settingsOfProcess()
  const progress = showCopying('Restoring')
  const restored = await restoreDatabase({ url: database, from: file, onProgress: progress.onProgress }).finally(
    progress.stop,
  )
  if (json) return console.log(JSON.stringify({ database, file, ...restored }))
  const { bytes, aside } = restored
  const before = aside === null ? '' : `\nWhat was there before is ${aside}: delete it when you don't need it any more.`
  console.log(`${database} is what ${file} says: ${bytesInWords(bytes)}, checked and complete.${before}`)
}
