import { type FileHandle, open, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { LogSync } from '../src/db/log-sync.js'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { delivery, generation } from './support/events.js'

/** What the disk is asked to keep; the answer is ours to give. */
async function spyOnDisk() {
  const file = await open(import.meta.filename)
  const disk = vi.spyOn(Object.getPrototypeOf(file), 'datasync')
  await file.close()
  onTestFinished(() => disk.mockRestore())
  return disk
}

const EIO = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })

it('an event is answered when it is on disk and not before, while those after it are committed already', async () => {
  const store = await openTestStore()
  const disk = await spyOnDisk()
  const written: (() => void)[] = []
  disk.mockImplementation(() => new Promise<void>((resolve) => void written.push(resolve)))
  const answers: string[] = []
  const ingest = async (name: string) => {
    await store.ingest([generation()], delivery())
    answers.push(name)
  }
  const all = [ingest('first')]
  await vi.waitFor(() => expect(written.length).toBe(1))
  all.push(ingest('second'))
  await vi.waitFor(async () => expect((await store.status(1)).events).toBe(2))
  expect([answers, store.queueDepth().events]).toEqual([[], 2])
  written[0]?.()
  // What was committed while the disk was at work waits for another turn of it.
  await vi.waitFor(() => expect(written.length).toBe(2))
  expect(answers).toEqual(['first'])
  written[1]?.()
  await Promise.all(all)
  expect([answers, store.queueDepth().events]).toEqual([['first', 'second'], 0])
})

it('a log that the disk refuses is brought into the database before anything in it is answered', async () => {
  const url = await newDatabase()
  const store = await openTestStore({ url })
  const disk = await spyOnDisk()
  const event = generation()
  const reader = await connect(url).transaction('read')
  await reader.execute('SELECT count(*) FROM event')
  disk.mockRejectedValueOnce(EIO)
  await expect(store.ingest([event], delivery())).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('disk'),
  })
  // A disk that has lost something once may say that all is well.
  await expect(store.ingest([generation()], delivery())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await reader.rollback()
  expect(await store.ingest([event], delivery())).toEqual([{ status: 'duplicate' }])
  expect((await stat(`${url.slice('file:'.length)}-wal`)).size).toBe(0)
  expect(disk).toHaveBeenCalledTimes(1)
  expect(await store.ingest([generation()], delivery())).toEqual([{ status: 'accepted' }])
  expect(disk).toHaveBeenCalledTimes(2)
})

it('a log that was made anew is the one that is brought to the disk', async () => {
  const path = join(await temporaryFolder(), 'a.db')
  const make = async () => {
    await writeFile(`${path}-wal`, '')
    return (await stat(`${path}-wal`)).ino
  }
  const disk = await spyOnDisk()
  const synced: number[] = []
  disk.mockImplementation(async function (this: FileHandle) {
    synced.push((await this.stat()).ino)
  })
  const log = new LogSync(path, async () => false)
  const old = await make()
  await log.sync()
  await rename(`${path}-wal`, `${path}-gone`)
  const fresh = await make()
  await log.sync()
  await log.close()
  expect(synced).toEqual([old, fresh])
})
