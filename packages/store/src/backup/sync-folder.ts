import { open } from 'node:fs/promises'

/** Puts the names in a folder on disk. Some systems don't let a folder be opened for that. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder
    .sync()
    .catch(() => undefined)
    .finally(() => folder.close())
}
