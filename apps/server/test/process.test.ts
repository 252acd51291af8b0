import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, runServer, spawnServer } from './support/run-server.js'

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'son1k-process-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
})

const post = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) })
const oneLine = (pattern: RegExp) => new RegExp(`^[^\\n]*${pattern.source}[^\\n]*\\n$`)

describe('what stops the start is one clear line, and exit code 1', () => {
  test('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { code, errors } = await runServer({ cwd, env: { PORT: String(port) } })
    expect(errors).toMatch(oneLine(new RegExp(`Port ${port} is in use.*PORT=`)))
    expect(code).toBe(1)
  })

  test('wrong settings, all at once', async () => {
    const { code, errors } = await runServer({ cwd, env: { PORT: 'x', LOG_LEVEL: 'loud' } })
    expect(errors).toMatch(oneLine(/Wrong settings: PORT must .*LOG_LEVEL must /))
    expect(code).toBe(1)
  })

  test('a database in a place that is no folder', async () => {
    await writeFile(join(cwd, 'data'), '')
    const { code, errors } = await runServer({ cwd, env: { PORT: '0' } })
    expect(errors).toMatch(oneLine(/data/))
    expect(errors).not.toMatch(/^\s+at /m)
    expect(code).toBe(1)
  })

  test('a database where nobody may write', async () => {
    const { code, errors } = await runServer({ cwd, env: { PORT: '0', DATABASE_URL: 'file:/proc/analytics.db' } })
    expect(errors).toMatch(oneLine(/\/proc/))
    expect(code).toBe(1)
  })

  test('a file that is no database', async () => {
    await writeFile(join(cwd, 'broken.db'), 'this is a letter, and no database at all. '.repeat(500))
    const { code, errors } = await runServer({ cwd, env: { PORT: '0', DATABASE_URL: 'file:broken.db' } })
    expect(errors).toMatch(oneLine(/broken\.db/))
    expect(code).toBe(1)
  })

  test('a database that another server has open', async () => {
    const first = spawnServer({ cwd, env: { PORT: '0' } })
    await addressOf(first)
    const { code, errors } = await runServer({ cwd, env: { PORT: '0' } })
    expect(errors).toMatch(oneLine(/in use/))
    expect(code).toBe(1)
  })

  test('a command too many', async () => {
    const { code, errors } = await runServer({ cwd, args: ['serve', 'dance'] })
    expect(errors).toMatch(oneLine(/error: too many arguments/))
    expect(code).toBe(1)
  })
})

describe('a server', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ends at %s with exit code 0 though a client watches', async (signal) => {
    const server = spawnServer({ cwd, env: { PORT: '0' } })
    const url = await addressOf(server)
    const live = await fetch(`${url}/trpc/analytics.live`)
    const reader = live.body?.getReader()
    await reader?.read()
    server.process.kill(signal)
    expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
  })

  test('that is stopped while events come keeps all that it answered, and the next one goes on with the sessions', async () => {
    const first = spawnServer({ cwd, env: { PORT: '0' } })
    const url = await addressOf(first)
    const sessionId = randomUUID()
    await post(`${url}/api/session/start`, { user_id: 'ana', session_id: sessionId })
    let acknowledged = 0
    const send = async () => {
      for (;;) {
        const response = await post(`${url}/api/track/generation`, { user_id: 'ana', session_id: sessionId }).catch(
          () => null,
        )
        if (response?.status !== 200) return
        acknowledged++
        if (acknowledged === 50) first.process.kill('SIGTERM')
      }
    }
    await Promise.all(Array.from({ length: 8 }, send))
    expect(await ended(first)).toMatchObject({ code: 0, errors: '' })

    const second = spawnServer({ cwd, env: { PORT: '0' } })
    const again = await addressOf(second)
    const { data } = (await (await fetch(`${again}/api/analytics`)).json()) as {
      data: { music_metrics: { total_generations: number } }
    }
    // What was stored and not yet answered when the connection went may be there too.
    expect(acknowledged).toBeGreaterThanOrEqual(50)
    expect(data.music_metrics.total_generations).toBeGreaterThanOrEqual(acknowledged)
    expect(data.music_metrics.total_generations).toBeLessThanOrEqual(acknowledged + 8)
    expect(await (await fetch(`${again}/api/health`)).json()).toMatchObject({ status: 'healthy', active_sessions: 1 })
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('that waits for a slow client ends at once when %s is repeated', async (signal, code) => {
    const server = spawnServer({ cwd, env: { PORT: '0' } })
    const { hostname, port } = new URL(await addressOf(server))
    const slow = connect(Number(port), hostname)
    slow.on('error', () => {})
    onTestFinished(() => void slow.destroy())
    await once(slow, 'connect')
    slow.write('POST /api/track/generation HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{')
    await expect.poll(() => fetch(`http://${hostname}:${port}/api/health`).then(({ status }) => status)).toBe(200)
    server.process.kill(signal)
    await expect.poll(server.output).toContain('"msg":"stopping"')
    const repeated = setInterval(() => server.process.kill(signal), 100)
    onTestFinished(() => clearInterval(repeated))
    expect(await ended(server)).toMatchObject({ code, errors: '' })
    expect(server.output()).not.toContain('"msg":"stopped"')
  })

  test('says hello when it is asked to: where everything is, and what to type', async () => {
    const server = spawnServer({ cwd, args: ['serve', '--hello'], env: { PORT: '0' } })
    const { port } = new URL(await addressOf(server))
    const address = `http://localhost:${port}`
    await expect.poll(server.output).toContain('Ctrl+C')
    for (const needed of [
      `${address}/`,
      `${address}/demo/`,
      `<script src="${address}/widget.js" defer>`,
      `curl ${address}/`,
      `url: '${address}'`,
    ])
      expect(server.output()).toContain(needed)
  })

  test('is healthy to the health command while it runs, and not after', async () => {
    const server = spawnServer({ cwd, env: { PORT: '0' } })
    const url = await addressOf(server)
    const health = { cwd, args: ['health', '--url', url] }
    expect(await runServer(health)).toMatchObject({ code: 0, output: expect.stringContaining('"status":"healthy"') })
    server.process.kill('SIGTERM')
    await ended(server)
    expect(await runServer(health)).toMatchObject({
      code: 1,
      errors: `Nothing answers at ${url} (ECONNREFUSED): is the server running?\n`,
    })
  })
})

test('migrate makes a database, and again changes nothing', async () => {
  for (let time = 0; time < 2; time++) {
    const { code, output } = await runServer({ cwd, args: ['migrate'] })
    expect([code, output]).toEqual([0, 'file:data/analytics.db is up to date\n'])
  }
})

test('demo-data fills a database of its own, once', async () => {
  const args = ['demo-data', '--database', 'file:data/demo.db', '--days', '2']
  const first = await runServer({ cwd, args })
  expect(first).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^[1-9]\d* events added to file:data\/demo\.db/),
  })
  const again = await runServer({ cwd, args })
  // Minutes may pass between the two, and in them something may happen.
  const added = (run: { output: string }) => Number.parseInt(run.output, 10)
  expect(added(again)).toBeLessThan(added(first) / 4)
  const server = spawnServer({ cwd, env: { PORT: '0', DATABASE_URL: 'file:data/demo.db' } })
  const { data } = (await (await fetch(`${await addressOf(server)}/api/analytics?days=3`)).json()) as {
    data: { popular_styles: unknown[] }
  }
  expect(data.popular_styles.length).toBeGreaterThan(5)
})
