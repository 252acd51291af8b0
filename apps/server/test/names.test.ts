import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { addressOf, ended, runServer, spawnServer } from './support/run-server.js'

const ADMIN = 'a-long-admin-token-of-the-environment'

test('an app adds names that mean the same and takes them back, by the command and by its administrator', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-names-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const env = { PORT: '0', DATABASE_URL: 'file:names.db', ADMIN_TOKEN: ADMIN }
  const run = (...args: string[]) => runServer({ args: ['names', ...args], env, cwd })
  expect(await run('add', 'style', 'banda sinaloense', 'banda')).toMatchObject({ code: 0, errors: '' })
  expect(await run('add', 'mood', 'bajón', 'sad')).toMatchObject({ code: 0 })
  expect(await run('add', 'style', 'banda sinaloense', 'regional')).toMatchObject({ code: 0 })
  const regional = { dimension: 'style', name: 'banda sinaloense', means: 'regional' }
  const sad = { dimension: 'mood', name: 'bajón', means: 'sad' }
  expect(JSON.parse((await run('list', '--json')).output)).toEqual([sad, regional])
  expect(await run('remove', 'mood', 'bajón')).toMatchObject({ code: 0 })
  expect((await run('remove', 'mood', 'bajón')).errors).toContain('has no mood bajón')
  expect((await run('add', 'genre', 'x', 'y')).errors).toContain('dimension must be one of style, mood, scale')
  expect((await run('list', '--app', 'nowhere')).errors).toContain('There is no app nowhere')

  const server = spawnServer({ env, cwd })
  const url = await addressOf(server)
  const headers = { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' }
  const input = encodeURIComponent(JSON.stringify({ app: 'default' }))
  const list = (given: Record<string, string>) => fetch(`${url}/trpc/admin.names?input=${input}`, { headers: given })
  const set = (synonyms: object[]) =>
    fetch(`${url}/trpc/admin.setNames`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ app: 'default', synonyms }),
    })
  expect(await dataOf(await list(headers))).toEqual([regional])
  expect((await list({})).status).toBe(401)
  expect(await dataOf(await set([sad]))).toEqual([sad])
  expect(await (await set([{ ...sad, name: '' }])).text()).toContain('synonyms.0.name')
  expect(await dataOf(await list(headers))).toEqual([sad])
  server.process.kill('SIGTERM')
  expect(await ended(server)).toMatchObject({ code: 0 })
})
