import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, runServer, spawnServer } from './support/run-server.js'

const track = (url: string, user: string) =>
  fetch(`${url}/api/track/generation`, { method: 'POST', body: JSON.stringify({ user_id: user, style: 'lo-fi' }) })

async function generationsAt(url: string): Promise<number> {
  const text = await (await fetch(`${url}/api/analytics`)).text()
  return Number(/"total_generations":(\d+)/.exec(text)?.[1])
}

test('a backup that was made while a server served brings its numbers back, and keeps what was there beside', {
  timeout: 300_000,
}, async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-restore-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const run = { cwd, env: { DATABASE_URL: 'file:data/analytics.db', PORT: '0' } }
  const restore = (file: string) => runServer({ ...run, args: ['restore', file, '--json'] })
  const server = spawnServer(run)
  const url = await addressOf(server)
  await track(url, 'ana')
  const backup = await runServer({ ...run, args: ['backup', 'copy.db', '--json'] })
  expect(JSON.parse(backup.output)).toEqual({
    database: 'file:data/analytics.db',
    file: 'copy.db',
    bytes: expect.any(Number),
  })
  await track(url, 'bea')
  await track(url, 'bea')
  expect(await generationsAt(url)).toBe(3)
  const refused = await restore('copy.db')
  expect(refused).toMatchObject({ code: 1, output: '' })
  expect(refused.errors).toContain(`is in use by process ${server.process.pid}`)
  // What it has stored is in its log alone.
  server.process.kill('SIGKILL')
  await ended(server)

  await writeFile(join(cwd, 'no.db'), 'This text is no database. '.repeat(200))
  expect((await restore('no.db')).errors).toContain('Restore another backup')
  expect((await restore('nowhere.db')).errors).toContain('There is no file nowhere.db')
  const { output, errors } = await restore('copy.db')
  expect(errors).toContain('Restoring')
  const { aside, database } = JSON.parse(output) as { aside: string; database: string }
  expect(database).toBe('file:data/analytics.db')
  const restored = spawnServer(run)
  expect(await generationsAt(await addressOf(restored))).toBe(1)
  restored.process.kill('SIGTERM')
  await ended(restored)
  expect((await readdir(join(cwd, 'data'))).filter((name) => !name.startsWith('analytics.db.before'))).toEqual([
    'analytics.db',
    'analytics.db.lock',
  ])
  const before = spawnServer({ ...run, env: { ...run.env, DATABASE_URL: `file:${aside}` } })
  expect(await generationsAt(await addressOf(before))).toBe(3)
})
