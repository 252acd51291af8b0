import { existsSync } from 'node:fs'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AnalyticsError } from '@son1k/contract/errors'
import { existingFile } from '../db/existing-file.js'
import { withDatabase } from '../db/failure.js'
import { openExaminerPool } from '../threads/roles.js'
import { syncFolder } from './sync-folder.js'

/** In bytes; `total` is at most what the copy will have. */
export type BackupProgress = { done: number; total: number }

export type BackupOptions = {
  /** `file:…` */
  url: string
  /** Where the copy goes: a path where nothing is, in a folder that is there. */
  to: string
  onProgress?: (progress: BackupProgress) => void
}

const LOOK_EVERY_MS = 250

/**
 * Makes a consistent copy of a database file, also while a server works on it: all that was acknowledged before the call
 * is in it. The copy has its name only when it is complete, checked and on disk.
 * @returns the size of the copy, in bytes
 * @throws AnalyticsError `VALIDATION_FAILED` for a remote database, or a path that can't be taken; `STORE_UNAVAILABLE`
 * where there is no database, or the copy can't be written
 */
export async function backUp({ url, to, onProgress = () => undefined }: BackupOptions): Promise<number> {
  const path = existingFile(url)
  const target = resolve(to)
  const partial = `${target}.partial`
  refuseTaken(target, partial)
  const source = openExaminerPool({ url })
  try {
    const { facts } = await source.run('keeping', path)
    const total = facts.bytes + facts.walBytes - facts.unusedBytes
    await refuseLittleRoom(target, total)
    const watching = setInterval(async () => {
      const { size } = await stat(partial).catch(() => ({ size: 0 }))
      onProgress({ done: Math.min(size, total), total })
    }, LOOK_EVERY_MS)
    await source.run('copy', partial).finally(() => clearInterval(watching))
    await refuseDamaged(partial)
    const bytes = await keep(partial, target)
    onProgress({ done: total, total })
    return bytes
  } catch (error) {
    await rm(partial, { force: true })
    throw withDatabase(error, url)
  } finally {
    await source.run('close', undefined)
    await source.close()
  }
}

function refuseTaken(target: string, partial: string): void {
  if (existsSync(target)) throw refused(`${target} is there already. Choose another name: nothing is overwritten.`)
  if (existsSync(partial))
    throw refused(`${partial} is there: another backup is being made, or was broken off. Delete it if none runs.`)
  if (!existsSync(dirname(target))) throw refused(`There is no folder ${dirname(target)}. Make it first.`)
}

async function refuseLittleRoom(target: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(target))
  const megabytes = (size: number) => `${Math.ceil(size / 1e6)} MB`
  if (bavail * bsize >= bytes) return
  throw new AnalyticsError(
    'STORE_UNAVAILABLE',
    `The backup may take ${megabytes(bytes)}, and ${dirname(target)} has ${megabytes(bavail * bsize)} left. Free some space, or choose another disk.`,
  )
}

/** A copy of a damaged database would be found out when it is needed. */
async function refuseDamaged(copy: string): Promise<void> {
  const thread = openExaminerPool({ url: `file:${encodeURI(copy)}` })
  try {
    const [damage] = await thread.run('checkFile', true)
    if (damage === undefined) return
    throw new AnalyticsError('STORE_UNAVAILABLE', `The copy has ${damage.what}. Run \`son1k-analytics doctor\`.`)
  } finally {
    await thread.run('close', undefined)
    await thread.close()
  }
}

/** Puts it on disk, then gives it its name. */
async function keep(partial: string, target: string): Promise<number> {
  const copy = await open(partial, 'r+')
  try {
    await copy.sync()
    await rename(partial, target)
    await syncFolder(dirname(target))
    return (await copy.stat()).size
  } finally {
    await copy.close()
  }
}

const refused = (message: string) => new AnalyticsError('VALIDATION_FAILED', message)
