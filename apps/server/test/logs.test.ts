import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { addressOf, ended, runServer, spawnServer } from './support/run-server.js'
import { startServer } from './support/start-server.js'
import { startReceiver } from './support/webhook-receiver.js'

test('the log tells what was asked and how it ended, and nothing of who asked or what they sent', async () => {
  const server = await startServer({ readToken: 'a-very-long-random-token' })
  const headers = { authorization: 'Bearer a-very-long-random-token', 'x-forwarded-for': '203.0.113.9' }
  await server.post('/api/track/generation', { user_id: 'secret-user', prompt: 'secret-prompt' }, headers)
  await server.post('/api/track/generation', { user_id: 'secret-user', tempo: 'secret-tempo' }, headers)
  await server.post('/trpc/track.generation', { userId: 'secret-user', tempoBpm: 'secret-tempo' }, headers)
  await server.get('/api/analytics?days=3&secret-query=1', { headers })
  await expect.poll(server.log).toContain('"path":"/api/analytics"')
  const lines = server.log().trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({
      reqId: expect.any(String),
      req: { method: 'POST', path: '/api/track/generation' },
      res: { statusCode: 200 },
      durationMs: expect.any(Number),
      msg: 'answered',
    }),
  )
  expect(lines.filter((line) => /secret|random-token|203\.0\.113|remoteAddress/.test(line))).toEqual([])
  expect(lines.filter((line) => line.includes('127.0.0.1') && !line.includes('istening'))).toEqual([])
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-logs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('whatever secret a server is given, makes or is shown, nothing of it is in what it prints, at the finest level', async () => {
  const cwd = await newFolder()
  const env = {
    DATABASE_URL: 'file:analytics.db',
    PORT: '0',
    LOG_LEVEL: 'trace',
    TRUST_PROXY: 'loopback',
    READ_TOKEN: 'secret-read-token-0123456789',
    ADMIN_TOKEN: 'secret-admin-token-0123456789',
    DATABASE_AUTH_TOKEN: 'secret-database-token',
  }
  const server = spawnServer({ cwd, env })
  const url = await addressOf(server)
  const control = JSON.parse(await readFile(join(cwd, 'analytics.db.control'), 'utf8')) as { secret: string }
  const receiver = await startReceiver()
  const ask = (path: string, { body, headers }: { body?: unknown; headers?: Record<string, string> } = {}) =>
    fetch(url + path, {
      ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9', ...headers },
    })
  const admin = { authorization: `Bearer ${env.ADMIN_TOKEN}` }
  const administer = async (procedure: string, body: object) =>
    dataOf(await ask(`/trpc/${procedure}`, { body, headers: admin }))

  const made = await Promise.all([
    administer('admin.createToken', { right: 'read', label: 'secret-label' }),
    administer('admin.createToken', { right: 'admin' }),
    administer('admin.createToken', { right: 'track', app: 'default' }),
  ])
  const [read, anotherAdmin, write] = made.map(({ secret }) => String(secret))
  const webhook = `${receiver.url}/secret-path`
  const alert = await administer('admin.createAlert', { kind: 'eventsToday', threshold: 1, webhook })
  receiver.answerWith(500)
  await administer('admin.testAlert', { id: alert.id })
  const login = await ask('/api/login', { body: { token: env.READ_TOKEN } })
  const cookie = /son1k_session=([\w-]{43})/.exec(login.headers.get('set-cookie') ?? '')?.[1] ?? ''

  const event = { user_id: 'secret-user', prompt: 'secret-prompt' }
  const shown: Record<string, string>[] = [
    { cookie: `son1k_session=${cookie}` },
    ...[read, anotherAdmin, write, env.READ_TOKEN, control.secret, 'secret-guess'].map((token) => ({
      authorization: `Bearer ${token}`,
    })),
  ]
  for (const headers of shown) {
    await ask('/api/analytics?token=secret-query', { headers })
    await ask('/trpc/admin.tokens?input=secret-query', { headers })
    await ask('/api/privacy/person?user_id=secret-user', { headers })
  }
  for (const key of [write ?? '', 'secret-guess']) {
    await ask('/api/track/generation', { body: event, headers: { 'x-write-key': key } })
    await ask('/api/track/generation', { body: { ...event, tempo: 'secret-tempo' }, headers: { 'x-write-key': key } })
    await ask('/trpc/track.batch', { body: { sentAt: 'secret-time', key, events: [{ prompt: 'secret-prompt' }] } })
  }
  await ask('/api/track/generation', { body: '{"prompt": "secret-prompt' })
  await ask('/api/login', { body: { token: 'secret-guess' } })
  await administer('admin.rotateToken', { id: made[0]?.id })
  await administer('privacy.eraseUser', { userId: 'secret-user' })
  const beside = await runServer({ cwd, env, args: ['rebuild', '--json'] })
  await expect.poll(server.output).toContain('"path":"/trpc/privacy.eraseUser"')
  server.process.kill('SIGTERM')
  const { code, output, errors } = await ended(server)

  expect(code).toBe(0)
  const secrets = [read, anotherAdmin, write, cookie, control.secret, String(alert.webhookSecret).replace('whsec_', '')]
  for (const secret of secrets) expect(secret?.length).toBeGreaterThan(20)
  const printed = `${output}${errors}${beside.output}${beside.errors}`.split('\n')
  const isTold = (line: string) =>
    /secret-|whsec_|203\.0\.113/.test(line) || secrets.some((secret) => line.includes(secret ?? ''))
  expect(printed.filter(isTold)).toEqual([])
})
