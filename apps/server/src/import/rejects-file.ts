import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Refusal } from './import-events.js'

/** The rows that were refused and why, one JSON object a line, beside the file that they came from. */
export type RejectsFile = {
  /** Where it is, once there is something in it. */
  path(): string | undefined
  add(refusal: Refusal): Promise<void>
  close(): Promise<void>
}

/** That of the last import of the same file goes: it may tell of rows that are mended since. */
export async function openRejectsFile(importedFile: string): Promise<RejectsFile> {
  const path = `${importedFile}.rejects.jsonl`
  await rm(path, { force: true })
  let handle: FileHandle | undefined
  return {
    path: () => (handle === undefined ? undefined : path),
    async add(refusal) {
      handle ??= await open(path, 'w')
      await handle.write(`${JSON.stringify(refusal)}\n`)
    },
    async close() {
      await handle?.close()
    },
  }
}
