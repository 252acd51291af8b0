import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type CommitFailure, openStore } from '@son1k/store'
import { describe, expect, it, vi } from 'vitest'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { delivery, generation, HOUR, NOW } from './support/events.js'
import { startProgram } from './support/program.js'

describe('the buffer', () => {
  it('refuses with OVERLOADED what it can not hold, and stores all that it took', async () => {
    const store = await openTestStore({ bufferBytes: 10_000 })
    const calls = Array.from({ length: 100 }, () =>
      store.ingest([generation({ prompt: 'x'.repeat(1_000) })], delivery()),
    )
    const { events, bytes } = store.queueDepth()
    expect(bytes).toBeLessThanOrEqual(10_000)
    const settled = await Promise.allSettled(calls)
    const refused = settled.filter((call) => call.status === 'rejected')
    expect(refused.length).toBe(100 - events)
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 1 })
    expect((await store.status(1)).events).toBe(events)
    expect(store.queueDepth()).toEqual({ events: 0, bytes: 0 })
    expect(await store.ingest([generation()], delivery())).toEqual([{ status: 'accepted' }])
  })
})

describe('a commit that fails', () => {
  it('tells its callers, stores nothing of the group, and the next one is tried as usual', async () => {
    const url = await newDatabase()
    const failures: CommitFailure[] = []
    const store = await openTestStore({ url, onCommitFailure: (failure) => failures.push(failure) })
    const event = generation({ userId: 'ana', style: 'synthwave' })
    const database = connect(url)
    await database.execute('ALTER TABLE session RENAME TO hidden')
    await expect(store.ingest([event], delivery())).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryAfterSeconds: 5,
    })
    expect(failures).toMatchObject([{ events: 1, error: { cause: expect.stringContaining('no such table') } }])
    const { rows } = await database.execute('SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM label) AS left')
    expect(rows[0]?.left).toBe(0)
    expect(store.queueDepth()).toEqual({ events: 0, bytes: 0 })
    await database.execute('ALTER TABLE hidden RENAME TO session')
    expect(await store.ingest([event], delivery())).toEqual([{ status: 'accepted' }])
  })

  it('gives each caller an error of its own, which can be counted with its events', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    await connect(url).execute('ALTER TABLE session RENAME TO hidden')
    const settled = await Promise.allSettled([
      store.ingest([generation()], delivery()),
      store.ingest([generation(), generation()], delivery()),
    ])
    const reasons = settled.map((call) => (call.status === 'rejected' ? call.reason : undefined))
    expect(reasons).toMatchObject([{ code: 'STORE_UNAVAILABLE' }, { code: 'STORE_UNAVAILABLE' }])
    expect(reasons[0]).not.toBe(reasons[1])
  })

  it('takes along what waits once the store is about to close, and the store closes', async () => {
    const url = await newDatabase()
    const failures: CommitFailure[] = []
    const store = await openTestStore({ url, onCommitFailure: (failure) => failures.push(failure) })
    const database = connect(url)
    await database.execute('ALTER TABLE session RENAME TO hidden')
    // So many that what comes next has to wait for the commit after theirs.
    const first = store.ingest(
      Array.from({ length: 5_000 }, () => generation()),
      delivery(),
    )
    const second = store.ingest([generation(), generation()], delivery())
    store.prepareToClose()
    await expect(first).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    await database.execute('ALTER TABLE hidden RENAME TO session')
    await expect(second).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    await expect(store.ingest([generation()], delivery())).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect(failures.map(({ events }) => events)).toEqual([5_000, 2])
    await store.close()
  })

  it('for a database that another program writes says so, until that one is done', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const program = startProgram('hold-database', url)
    await vi.waitFor(() => expect(program.output()).toBe('held'), { timeout: 50_000 })
    await expect(store.ingest([generation()], delivery())).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      retryAfterSeconds: 5,
      message: expect.stringContaining('Another program holds the database'),
    })
    expect(await store.activeSessions(1)).toBe(0)
    program.process.kill('SIGTERM')
    await program.ended
    expect(await store.ingest([generation()], delivery())).toEqual([{ status: 'accepted' }])
  })
})

describe('a database that is damaged while it is open', () => {
  it('is told who asks for what can not be read, and used again as soon as it is whole', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    const path = url.slice('file:'.length)
    const events = Array.from({ length: 300 }, (_, index) =>
      generation({ at: NOW - index * HOUR, prompt: `prompt ${index}`, sessionId: randomUUID() }),
    )
    await store.importEvents(events, 1)
    await connect(url).execute('PRAGMA wal_checkpoint(TRUNCATE)')
    const sound = await readFile(path)
    const damaged = Buffer.from(sound)
    // All pages but the first, from which the others are found.
    for (let at = 4096; at < damaged.length; at += 4096) damaged.fill(0xa5, at, at + 100)

    await writeOver(path, damaged)
    const refused = {
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/^The database is damaged.* Restore a backup/),
    }
    await expect(store.ingest([generation({ at: NOW })], delivery())).rejects.toMatchObject(refused)
    await expect(store.summary(1, { range: { days: 30 } })).rejects.toMatchObject(refused)
    await writeOver(path, sound)
    expect(await store.ingest([generation({ at: NOW })], delivery())).toEqual([{ status: 'accepted' }])
    expect(await store.summary(1, { range: { days: 30 } })).toMatchObject({ generations: { total: 301 } })
  })
})

/** Other bytes in the same file, as a disk that fails would give them. */
async function writeOver(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(bytes, 0, bytes.length, 0)
  await file.close()
}

describe('a database that can not be opened', () => {
  it('is named, with what to do, when it is no database', async () => {
    const url = await newDatabase()
    const path = url.slice('file:'.length)
    await mkdir(dirname(path))
    await writeFile(path, 'This text is no database. '.repeat(100))
    await expect(openStore({ url })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/is no database\. Restore a backup.*analytics\.db/),
    })
    await writeFile(path, '')
    const store = await openTestStore({ url })
    expect(await store.ingest([generation()], delivery())).toEqual([{ status: 'accepted' }])
  })

  it('is named when a file stands where its folder should be', async () => {
    const folder = await temporaryFolder()
    await writeFile(`${folder}/data`, '')
    await expect(openStore({ url: `file:${folder}/data/analytics.db` })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(`${folder}/data/analytics.db`),
    })
  })

  it('is named when a folder stands where it should be', async () => {
    // Inside another, with which the lock beside it goes.
    const folder = `${await temporaryFolder()}/analytics.db`
    await mkdir(folder)
    await expect(openStore({ url: `file:${folder}` })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/^The database can not be opened\. Check that its folder exists/),
    })
  })

  it('is named when the system lets nobody make its folder', async () => {
    await expect(openStore({ url: 'file:/proc/analytics/analytics.db' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('/proc/analytics/analytics.db'),
    })
  })

  it('is made with all the folders above it', async () => {
    const folder = await temporaryFolder()
    const store = await openTestStore({ url: `file:${folder}/a/b/c/analytics.db` })
    expect(await store.ingest([generation()], delivery())).toEqual([{ status: 'accepted' }])
  })
})

it.each([
  ['ftp://example.org/a.db', 'names no database'],
  [':memory:', 'names no database'],
  ['file::memory:', 'names no database'],
  ['', 'names no database'],
])('the URL %s is refused', async (url, message) => {
  await expect(openStore({ url })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    message: expect.stringContaining(message),
  })
})

it('a time zone that does not exist is refused before anything is made', async () => {
  await expect(openStore({ url: await newDatabase(), timeZone: 'Mars/Olympus' })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    message: expect.stringContaining('Mars/Olympus'),
  })
})
