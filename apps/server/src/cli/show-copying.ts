import type { BackupProgress } from '@son1k/store'
import { bytesInWords } from './bytes-in-words.js'
import { progressBar } from './progress-bar.js'

/** Shows how far a copy is. */
export function showCopying(what: string) {
  const bar = progressBar(`${what} {bar} {size}`)
  let isShown = false
  return {
    onProgress({ done, total }: BackupProgress): void {
      const size = bytesInWords(done)
      if (isShown) bar.update(done, { size })
      else bar.start(total, done, { size })
      isShown = true
    },
    stop: () => bar.stop(),
  }
}
