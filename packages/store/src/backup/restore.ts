import { constants, existsSync } from 'node:fs'
import { copyFile, link, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AnalyticsError } from '@son1k/contract/errors'
import { locationOf } from '../db/location.js'
import { lockFile } from '../db/lock.js'
import { makeFolder } from '../db/make-folder.js'
import { openExaminerPool } from '../threads/roles.js'
import { type BackupProgress, backUp } from './back-up.js'
import { syncFolder } from './sync-folder.js'

export type RestoreOptions = {
  /** `file:…`: what takes the backup's content. */
  url: string
  /** The path of the backup. */
  from: string
  onProgress?: (progress: BackupProgress) => void
}

/** `bytes` of the database now; `aside`: where the one from before is, null where there was none. */
export type Restored = { bytes: number; aside: string | null }

/**
 * Puts a backup in the place of a database that no process has open. It is checked before anything is touched, copied, and
 * takes its name at once: whatever breaks it off, the path has the old database or the whole new one.
 * @throws AnalyticsError `VALIDATION_FAILED` for a remote database, or a file that is no sound backup of this program or an
 * earlier version; `STORE_UNAVAILABLE` where a process has the database open, or it can't be written
 */
export async function restore({ url, from, onProgress }: RestoreOptions): Promise<Restored> {
  const location = locationOf(url)
  if (location.kind === 'remote')
    throw refused(
      'This is for a database file. A remote database is restored where it runs: see what its provider offers.',
    )
  const [backup, path] = [resolve(from), location.path]
  if (backup === path) throw refused(`${from} is the database itself. Name the backup.`)
  if (!existsSync(backup)) throw refused(`There is no file ${from}. Name a backup.`)
  await makeFolder(dirname(path))
  const lock = await lockFile(path)
  try {
    await refuseUnsound(backup)
    const copy = `${path}.restoring`
    // Of one that was broken off: nobody else makes one now.
    await Promise.all([copy, `${copy}.partial`].map((left) => rm(left, { force: true })))
    const bytes = await backUp({ url: fileUrl(backup), to: copy, ...(onProgress && { onProgress }) })
    const aside = existsSync(path) ? await putAside(path) : null
    await rename(copy, path)
    await syncFolder(dirname(path))
    return { bytes, aside }
  } finally {
    await lock.release()
  }
}

async function refuseUnsound(backup: string): Promise<void> {
  const thread = openExaminerPool({ url: fileUrl(backup) })
  try {
    const [damage] = await thread.run('checkFile', false)
    if (damage !== undefined) throw refused(`${backup} has ${damage.what}. Restore another backup.`)
    const { schema } = await thread.run('keeping', backup)
    switch (schema) {
      case 'none':
        throw refused(`${backup} is no database of this program. Name a backup that \`son1k-analytics backup\` made.`)
      case 'newer':
        throw refused(`${backup} was written by a newer version of this program. Install that version to restore it.`)
      case 'older':
      case 'current':
        return
    }
  } finally {
    await thread.run('close', undefined)
    await thread.close()
  }
}

/** Gives a database file another name, beside the one it has. What its log has goes into it, or along where it is damaged. */
async function putAside(path: string): Promise<string> {
  const aside = `${path}.before-restore-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
  const thread = openExaminerPool({ url: fileUrl(path) })
  try {
    await thread.run('emptyLog', undefined).catch(() => undefined)
  } finally {
    await thread.run('close', undefined)
    await thread.close()
  }
  // Not every file system knows links.
  await link(path, aside).catch(() => copyFile(path, aside, constants.COPYFILE_EXCL))
  const log = await stat(`${path}-wal`).catch(() => undefined)
  if (log !== undefined && log.size > 0) await rename(`${path}-wal`, `${aside}-wal`)
  await Promise.all(['-wal', '-shm'].map((end) => rm(path + end, { force: true })))
  return aside
}

const fileUrl = (path: string) => `file:${encodeURI(path)}`
const refused = (message: string) => new AnalyticsError('VALIDATION_FAILED', message)
