import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type PruneReport, type Store } from '@son1k/store'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pruneDaily } from '../src/retention/prune-daily.js'
import { runServer } from './support/run-server.js'

const DAY = 24 * 60 * 60 * 1000
const EVERY_SECOND = '* * * * * *'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-prune-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A store with an event of each of some days ago, of which those came three weeks ago. */
async function storeWith(folder: string, ages: number[]): Promise<Store> {
  let now = Date.now() - 21 * DAY
  const store = await openStore({ url: `file:${join(folder, 'analytics.db')}`, now: () => now })
  const made = (at: number) => ({
    type: 'generation' as const,
    id: randomUUID(),
    userId: 'ana',
    occurredAt: new Date(at).toISOString(),
  })
  await store.importEvents(
    ages.map((days) => made(Date.now() - days * DAY)),
    1,
  )
  now = Date.now()
  await store.importEvents([made(now)], 1)
  return store
}

test('prune says what would go, then takes it away', { timeout: 120_000 }, async () => {
  const cwd = await newFolder()
  await (await storeWith(cwd, [25, 40, 50])).close()
  const env = { DATABASE_URL: 'file:analytics.db', PORT: '0', RETENTION_DAYS: '30' }
  const planned = await runServer({ cwd, env, args: ['prune', '--dry-run', '--json'] })
  expect(planned.code).toBe(0)
  expect(JSON.parse(planned.output)).toMatchObject({ retentionDays: 30, dryRun: true, days: 2, events: 2, sessions: 0 })

  const gone = await runServer({ cwd, env, args: ['prune'] })
  expect(gone.code).toBe(0)
  expect(gone.output).toMatch(/^Kept are 30 days\. Gone: 2 events of 2 days, 0 sessions, \d+\.\d MB\n$/)
  expect(gone.errors).toContain('Removing events')
  const again = await runServer({ cwd, env: { ...env, RETENTION_DAYS: '0' }, args: ['prune'] })
  expect(again.output).toBe('RETENTION_DAYS is 0: everything is kept, nothing goes\n')
})

test('a server takes old events away after its start and then by its clock, and tries again after a failure', async () => {
  const store = await storeWith(await newFolder(), [25, 40])
  onTestFinished(() => store.close())
  let gone = 0
  const failures: unknown[] = []
  const common = {
    store,
    onPruned: ({ events }: PruneReport) => {
      gone += events
    },
    onFailure: (error: unknown) => failures.push(error),
  }
  const stopFirst = pruneDaily({ ...common, retentionDays: 30, firstAfterMs: 0 })
  await vi.waitFor(() => expect(gone).toBe(1), { timeout: 20_000 })
  stopFirst()
  const stop = pruneDaily({ ...common, retentionDays: 20, pattern: EVERY_SECOND })
  await vi.waitFor(() => expect(gone).toBe(2), { timeout: 20_000 })
  stop()
  // It is refused each time.
  const stopFailing = pruneDaily({ ...common, retentionDays: 3, pattern: EVERY_SECOND })
  await vi.waitFor(() => expect(failures.length).toBeGreaterThanOrEqual(2), { timeout: 20_000 })
  stopFailing()
  expect((await store.status(1)).events).toBe(1)
})
