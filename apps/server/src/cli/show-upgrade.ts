import { statSync } from 'node:fs'
import { locationOf, type UpgradeProgress } from '@son1k/store'
import { bytesInWords } from './bytes-in-words.js'
import { REBUILD_PARTS } from './rebuild-parts.js'
import { showParts } from './show-parts.js'

const PARTS = { schema: 'Changing tables', ...REBUILD_PARTS } satisfies Record<UpgradeProgress['part'], string>

/** Says at once that a database of an older version is brought up to date and what to expect, then shows how far that is. */
export function showUpgrade(url: string) {
  const parts = showParts(PARTS)
  let isTold = false
  return {
    ...parts,
    onProgress(progress: UpgradeProgress): void {
      if (!isTold) process.stderr.write(`${expectation(url)}\n`)
      isTold = true
      parts.onProgress(progress)
    },
  }
}

const expectation = (url: string) =>
  `Bringing ${url}${sizeOf(url)} to this version: up to half a minute for each million events. A server listens when that is done.`

function sizeOf(url: string): string {
  const location = locationOf(url)
  return location.kind === 'file' ? ` (${bytesInWords(statSync(location.path).size)})` : ''
}
