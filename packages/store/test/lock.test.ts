import { openStore } from '@son1k/store'
import { expect, it, vi } from 'vitest'
import { newDatabase, openTestStore } from './support/database.js'
import { startProgram } from './support/program.js'

it('refuses a second writer of a file and names the first, until that one has closed', async () => {
  const url = await newDatabase()
  const first = await openTestStore({ url })
  await expect(openStore({ url })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(
      new RegExp(`analytics\\.db is in use by process ${process.pid} on .+, since .+Z\\.`),
    ),
  })
  await first.close()
  await openTestStore({ url })
})

it('names the process that holds the file, and takes over as soon as that was killed', async () => {
  const url = await newDatabase()
  const program = startProgram('ingest-until-killed', url)
  await vi.waitFor(() => expect(program.output()).toContain('\n'), { timeout: 50_000 })
  await expect(openStore({ url })).rejects.toMatchObject({
    message: expect.stringContaining(`in use by process ${program.process.pid}`),
  })
  program.process.kill('SIGKILL')
  await program.ended
  const store = await openTestStore({ url })
  expect((await store.status(1)).events).toBeGreaterThan(0)
})
