import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@son1k/store'
import { expect, onTestFinished, test } from 'vitest'
import { dumpTables, rowsOf } from './support/dump-tables.js'
import { lasting } from './support/lasting.js'
import { addressOf, ended, runServer, spawnServer } from './support/run-server.js'

const DAY = 24 * 60 * 60 * 1000

async function newRun() {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-beside-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const run = { cwd, env: { DATABASE_URL: 'file:analytics.db', PORT: '0' } }
  return { ...run, database: join(cwd, 'analytics.db'), command: (...args: string[]) => runServer({ ...run, args }) }
}

/** Three events of Ana that came three weeks ago, two of them of days that are older than is kept. */
async function storeOldEvents(path: string): Promise<void> {
  let now = Date.now() - 21 * DAY
  const store = await openStore({ url: `file:${path}`, now: () => now })
  const made = (days: number) => ({
    type: 'generation' as const,
    id: randomUUID(),
    userId: 'ana',
    prompt: 'a song that only Ana asked for',
    occurredAt: new Date(Date.now() - days * DAY).toISOString(),
  })
  await store.importEvents([made(25), made(40), made(50)], 1)
  now = Date.now()
  await store.importEvents([{ ...made(0), userId: 'bea', prompt: 'another' }], 1)
  await store.close()
}

/** What the control file says; nothing but a server writes it. */
const controlOf = async (database: string) =>
  JSON.parse(await readFile(`${database}.control`, 'utf8')) as { process: number; url: string; secret: string }

const askTokens = async (url: string, secret: string) =>
  (await fetch(`${url}/trpc/admin.tokens`, { headers: { authorization: `Bearer ${secret}` } })).status

/** Sends batches, one after the other, until it is told to stop. Answers the ids of all events. */
function keepSending(url: string): () => Promise<string[]> {
  const ids: string[] = []
  let isOver = false
  const sending = (async () => {
    while (!isOver) {
      const now = new Date().toISOString()
      const event = { type: 'interaction', occurredAt: now, userId: 'bea', action: 'click', element: 'BUTTON' }
      const events = Array.from({ length: 20 }, () => ({ ...event, id: randomUUID() }))
      const response = await fetch(`${url}/trpc/track.batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sentAt: now, events }),
      })
      expect(await response.text()).toContain('"accepted":20')
      ids.push(...events.map(({ id }) => id))
    }
    return ids
  })()
  return () => {
    isOver = true
    return sending
  }
}

test('commands that change something go through the server that runs, while it stores events', {
  timeout: 300_000,
}, async () => {
  const { command, database, ...run } = await newRun()
  await storeOldEvents(database)
  const server = spawnServer(run)
  const url = await addressOf(server)
  const stopSending = keepSending(url)
  const rebuilt = await command('rebuild')
  expect(rebuilt).toMatchObject({ code: 0, output: 'The sums of file:analytics.db are as its events say\n' })
  expect(rebuilt.errors).toMatch(/Summing up .* 100 %/s)
  const pruned = await command('prune', '--json')
  expect(JSON.parse(pruned.output)).toMatchObject({ dryRun: false, retentionDays: 30, days: 2, events: 2, sessions: 0 })
  expect(pruned.errors).toContain('Removing events')
  const ids = await stopSending()
  expect((await command('export-user', 'ana')).output).toMatch(/^\{.*"type":"generation".*a song that only Ana.*\}\n$/)
  expect((await command('erase', 'ana', '--yes')).output).toMatch(/^Erased: 1 events, 0 sessions/)
  expect(JSON.parse((await command('audit', '--json')).output)).toMatchObject([
    { action: 'erase', actor: `command line (${userInfo().username})`, events: 1 },
    { action: 'export', actor: `command line (${userInfo().username})`, events: 1 },
  ])
  expect((await command('alerts', 'remove', '1', '--app', 'nowhere')).errors).toContain('there are: default')
  // It applies at once.
  const { output: secret } = await command('keys', 'create', 'admin')
  expect(await askTokens(url, secret.trim())).toBe(200)

  server.process.kill('SIGTERM')
  expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
  const served = await dumpTables(database)
  const stored = new Set(rowsOf(served, 'event').map(({ uuid }) => uuid))
  expect(ids.filter((id) => !stored.has(id.replaceAll('-', '')))).toEqual([])
  // What came during the rebuild is in the sums, too, once: those that are made without a server are the same.
  expect(await command('rebuild')).toMatchObject({ code: 0 })
  expect(lasting(await dumpTables(database))).toEqual(lasting(served))
})

test('an import goes through the server that runs, and again changes nothing; so does sample data', async () => {
  const { command, cwd, ...run } = await newRun()
  // More than one request holds, by their number and by their bytes; of the second kind is the one that is refused.
  const made = { type: 'generation', userId: 'ana', prompt: 'p'.repeat(2_000), params: { seed: 's'.repeat(3_000) } }
  const old = Array.from({ length: 1_200 }, (_, day) => ({
    ...(day < 300 ? made : { type: 'interaction', userId: 'bea', action: 'click', element: 'A' }),
    id: randomUUID(),
    occurredAt: new Date(Date.UTC(2023, 0, 1) + day * DAY).toISOString(),
  }))
  const lines = old.map((event) => JSON.stringify(event)).toSpliced(700, 0, '{"type":"generation","userId":"ana"}')
  await writeFile(join(cwd, 'old.jsonl'), lines.join('\n'))
  const server = spawnServer({ cwd, ...run })
  await addressOf(server)
  const imported = async (...options: string[]) => {
    const { code, output } = await command('import', 'jsonl', 'old.jsonl', '--json', ...options)
    return { code, ...JSON.parse(output) }
  }
  expect(await imported('--dry-run')).toMatchObject({ code: 2, added: 1_200, known: 0, refused: 1, rejects: null })
  expect(await imported()).toMatchObject({ code: 2, added: 1_200, known: 0, refused: 1, complete: true })
  expect(await readFile(join(cwd, 'old.jsonl.rejects.jsonl'), 'utf8')).toContain('"place":"line 701"')
  expect(await imported()).toMatchObject({ added: 0, known: 1_200, refused: 1 })
  expect((await command('import', 'jsonl', 'old.jsonl', '--app', 'nowhere')).errors).toContain('there are: default')
  const sample = async () =>
    JSON.parse((await command('demo-data', '--database', 'file:analytics.db', '--days', '3', '--json')).output).added
  expect(await sample()).toBeGreaterThan(500)
  expect(await sample()).toBeLessThan(100)
})

test('the way in of commands is this machine’s alone, of the user that runs the server, and ends with it', async () => {
  const { command, database, ...run } = await newRun()
  const first = spawnServer(run)
  const firstUrl = await addressOf(first)
  const left = await controlOf(database)
  expect((await stat(`${database}.control`)).mode & 0o777).toBe(0o600)
  expect(left).toMatchObject({ process: first.process.pid, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) })
  expect(Buffer.from(left.secret, 'base64url')).toHaveLength(32)
  expect(await askTokens(left.url, left.secret)).toBe(200)
  expect(await askTokens(left.url, `${left.secret}x`)).toBe(401)
  expect((await fetch(`${left.url}/api/health`)).status).toBe(401)
  // Others reach the server here: there it is no token.
  expect(await askTokens(firstUrl, left.secret)).toBe(401)
  first.process.kill('SIGKILL')
  await ended(first)

  // Nobody holds the database: what the dead server left is not heeded.
  expect(await command('keys', 'create', 'read')).toMatchObject({ code: 0 })
  const second = spawnServer(run)
  await addressOf(second)
  const { url, secret } = await controlOf(database)
  expect(await askTokens(url, left.secret)).toBe(401)
  expect(await askTokens(url, secret)).toBe(200)
  second.process.kill('SIGTERM')
  expect(await ended(second)).toMatchObject({ code: 0, errors: '' })
  await expect(stat(`${database}.control`)).rejects.toMatchObject({ code: 'ENOENT' })
})
