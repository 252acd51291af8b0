import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Client } from '@libsql/client'
import { openWriter } from '../db/client.js'
import { createDefaultApp } from '../db/default-app.js'
import { locationOf } from '../db/location.js'
import { type Lock, lockFile } from '../db/lock.js'
import { migrate } from '../db/migrate.js'
import { noteRun, type Run, startRun } from '../db/run.js'
import { commit as commitGroup } from '../ingest/commit.js'
import type { CommitGroup, CommitResult } from '../ingest/commit-group.js'
import { type Reply, reply } from './reply.js'
import { threadSettings } from './settings.js'

/** What this thread, the only one that writes, holds from `open` to `close`. */
let held: { client: Client; lock: Lock | undefined } | undefined

function writer(): Client {
  if (!held) throw new Error('the writer is not open')
  return held.client
}

export const ready = (): Promise<Reply<void>> => reply(async () => undefined)

/** Locks, opens and migrates the database, and notes that a server runs from `now` on. Answers the run's id. */
export const open = (input: { now: number; timeZone: string }): Promise<Reply<number>> =>
  reply(async () => {
    const settings = threadSettings()
    const location = locationOf(settings.url)
    let lock: Lock | undefined
    let client: Client | undefined
    try {
      if (location.kind === 'file') {
        await mkdir(dirname(location.path), { recursive: true })
        lock = await lockFile(location.path)
      }
      client = await openWriter(settings)
      await migrate(client)
      await createDefaultApp(client, input)
      const runId = await startRun(client, input.now)
      held = { client, lock }
      return runId
    } catch (error) {
      client?.close()
      await lock?.release()
      throw error
    }
  })

export const commit = (group: CommitGroup): Promise<Reply<CommitResult>> => reply(() => commitGroup(writer(), group))

export const heartbeat = (run: Run): Promise<Reply<void>> => reply(() => noteRun(writer(), run))

/** Closes the database and gives the lock back, whatever fails before. */
export const close = (run: Run): Promise<Reply<void>> =>
  reply(async () => {
    if (!held) return
    const { client, lock } = held
    held = undefined
    try {
      await noteRun(client, run)
    } finally {
      client.close()
      await lock?.release()
    }
  })
