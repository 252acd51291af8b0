import { existsSync } from 'node:fs'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BackupProgress, backUp, examine } from '@son1k/store'
import { describe, expect, it, vi } from 'vitest'
import { connect, newDatabase, openTestStore, temporaryFolder } from './support/database.js'
import { delivery, generation } from './support/events.js'
import { startProgram } from './support/program.js'

const pathOf = (url: string) => url.slice('file:'.length)

describe('a backup', () => {
  it('has every event that was acknowledged before, is whole and sound, and is made while a process stores more', async () => {
    const url = await newDatabase()
    const program = startProgram('ingest-until-killed', url)
    await vi.waitFor(() => expect(program.output().split('\n').length).toBeGreaterThan(300), { timeout: 50_000 })
    const acknowledged = program.output().split('\n').slice(0, -1)
    const to = join(await temporaryFolder(), 'copy.db')
    const progress: BackupProgress[] = []
    const bytes = await backUp({ url, to, onProgress: (each) => progress.push(each) })
    const before = program.output().length
    await vi.waitFor(() => expect(program.output().length).toBeGreaterThan(before), { timeout: 50_000 })
    program.process.kill('SIGKILL')
    await program.ended

    expect(bytes).toBe((await stat(to)).size)
    expect(progress.at(-1)).toEqual({ done: progress.at(-1)?.total, total: expect.any(Number) })
    expect(await readdir(dirname(to))).toEqual(['copy.db'])
    expect((await examine({ url: `file:${to}` })).findings).toEqual([])
    const ids = acknowledged.map((line) => String(JSON.parse(line).id).replaceAll('-', '').toUpperCase())
    const { rows } = await connect(`file:${to}`).execute({
      sql: 'SELECT count(*) AS found FROM json_each(?) JOIN event ON event.app_id = 1 AND event.uuid = unhex(value)',
      args: [JSON.stringify(ids)],
    })
    expect(rows[0]?.found).toBe(ids.length)
    // A server goes on with it.
    const store = await openTestStore({ url: `file:${to}` })
    expect(await store.ingest([generation()], delivery())).toEqual([{ status: 'accepted' }])
  })

  it('is made while another program holds the right to write', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    await store.ingest([generation()], delivery())
    const writing = await connect(url).transaction('write')
    expect(await backUp({ url, to: `${pathOf(url)}.copy` })).toBeGreaterThan(0)
    await writing.rollback()
    const { rows } = await connect(`${url}.copy`).execute('SELECT count(*) AS events FROM event')
    expect(rows[0]?.events).toBe(1)
  })

  it('leaves out what was deleted, and a file that could not give space back can afterwards', async () => {
    const url = await newDatabase()
    const store = await openTestStore({ url })
    await store.ingest([generation()], delivery())
    await store.close()
    const database = connect(url)
    await database.executeMultiple('PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM')
    await database.executeMultiple('CREATE TABLE ballast AS SELECT zeroblob(5000000) AS x; DROP TABLE ballast;')
    expect(await backUp({ url, to: `${pathOf(url)}.copy` })).toBeLessThan(1_000_000)
    expect((await examine({ url: `file:${pathOf(url)}.copy` })).findings).toEqual([])
  })
})

describe('a backup is refused, and nothing is left,', () => {
  it('where something has its name, or another one is being made', async () => {
    const url = await newDatabase()
    await openTestStore({ url })
    const to = join(await temporaryFolder(), 'copy.db')
    await writeFile(to, 'mine')
    await expect(backUp({ url, to })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringMatching(/copy\.db is there already.*nothing is overwritten/),
    })
    await writeFile(`${to}2.partial`, '')
    await expect(backUp({ url, to: `${to}2` })).rejects.toMatchObject({
      message: expect.stringMatching(/copy\.db2\.partial is there.*Delete it if none runs/),
    })
    expect(await readdir(dirname(to))).toEqual(['copy.db', 'copy.db2.partial'])
    await expect(backUp({ url, to: join(dirname(to), 'nowhere', 'copy.db') })).rejects.toMatchObject({
      message: expect.stringMatching(/no folder .*nowhere.*Make it first/),
    })
  })

  it('of a database that is damaged, or not there, or remote', async () => {
    const folder = await temporaryFolder()
    const url = `file:${join(folder, 'analytics.db')}`
    const to = join(folder, 'copy.db')
    await expect(backUp({ url, to })).rejects.toMatchObject({
      message: expect.stringContaining('There is no database'),
    })
    await writeFile(pathOf(url), 'This text is no database. '.repeat(200))
    await expect(backUp({ url, to })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/is damaged.*analytics\.db/),
    })
    await expect(backUp({ url: 'libsql://db.example.org', to })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('A remote database is checked and backed up where it runs'),
    })
    expect([existsSync(to), existsSync(`${to}.partial`)]).toEqual([false, false])
  })
})
