import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { addressOf, ended, type Run, runServer, spawnServer } from './support/run-server.js'
import { makeSmallDisk, type SmallDisk } from './support/small-disk.js'

type Sent = { id: string }
const MEGABYTE = 1024 * 1024

/** Some generations, a kilobyte each that can't be made smaller. */
const makeEvents = (count: number): Sent[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'generation',
    id: randomUUID(),
    occurredAt: new Date().toISOString(),
    userId: `user_${index % 7}`,
    sessionId: randomUUID(),
    style: `style ${index % 3}`,
    prompt: randomBytes(500).toString('hex'),
    generationSeconds: index,
  }))

const send = (url: string, events: Sent[]) =>
  fetch(`${url}/trpc/track.batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: new Date().toISOString(), events }),
  })

const tallyOf = async (response: Response) =>
  ((await response.json()) as { result: { data: { accepted: number; duplicates: number } } }).result.data

const generationsAt = async (url: string) =>
  ((await (await fetch(`${url}/api/analytics`)).json()) as { data: { music_metrics: { total_generations: number } } })
    .data.music_metrics.total_generations

const dropsAt = async (url: string) =>
  ((await (await fetch(`${url}/trpc/system.status`)).json()) as { result: { data: { drops: Record<string, number> } } })
    .result.data.drops

const settingsOn = ({ folder }: SmallDisk) => ({ PORT: '0', DATABASE_URL: `file:${join(folder, 'analytics.db')}` })

async function examine(run: Run): Promise<{ findings: { what: string }[] }> {
  const { output, errors } = await runServer({ ...run, args: ['doctor', '--json'] })
  expect(errors).not.toContain('Error')
  return JSON.parse(output) as { findings: { what: string }[] }
}

describe('a disk that is full', () => {
  test('makes the server turn events away and answer questions; with room again it goes on, and nothing is lost', async () => {
    const disk = await makeSmallDisk(8 * MEGABYTE)
    const run = { cwd: tmpdir(), env: settingsOn(disk), within: disk.within }
    const server = spawnServer(run)
    const url = await addressOf(server)
    const ballast = join(disk.seenFromHere, 'ballast')
    await writeFile(ballast, Buffer.alloc(3 * MEGABYTE, 1))

    const acknowledged: Sent[] = []
    const turnedAway: Sent[][] = []
    const fill = async () => {
      while (turnedAway.length < 4) {
        const events = makeEvents(20)
        const response = await send(url, events)
        if (response.status === 200) {
          acknowledged.push(...events)
          continue
        }
        turnedAway.push(events)
        expect(response.status).toBe(503)
        expect(response.headers.get('retry-after')).toBe('5')
        expect(await response.text()).toContain('The disk of the database is full. Free some space on it')
      }
    }
    await Promise.all([fill(), fill()])
    expect(acknowledged.length).toBeGreaterThan(100)
    expect(await generationsAt(url)).toBe(acknowledged.length)
    expect((await fetch(`${url}/api/health`)).status).toBe(200)
    expect(await dropsAt(url)).toEqual({ STORE_UNAVAILABLE: turnedAway.flat().length })

    await rm(ballast)
    const waiting = turnedAway.flat()
    await expect.poll(async () => (await send(url, waiting)).status).toBe(200)
    const all = [...acknowledged, ...waiting]
    for (let first = 0; first < all.length; first += 100) {
      const again = all.slice(first, first + 100)
      expect(await tallyOf(await send(url, again))).toMatchObject({ accepted: 0, duplicates: again.length })
    }
    expect(await generationsAt(url)).toBe(all.length)
    const { findings } = await examine(run)
    expect(findings.map(({ what }) => what)).toEqual(['disk with less than 64 MB left'])
    server.process.kill('SIGTERM')
    expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
    expect(server.output()).toContain('events were not stored')
  })

  test('makes a backup fail with what to do, and leaves nothing of it', async () => {
    const disk = await makeSmallDisk(3 * MEGABYTE)
    const run = { cwd: tmpdir(), env: settingsOn(disk), within: disk.within }
    await runServer({ ...run, args: ['migrate'] })
    const { size } = await stat(join(disk.seenFromHere, 'analytics.db'))
    // Room enough to read the database, and not for a second one.
    await writeFile(join(disk.seenFromHere, 'ballast'), Buffer.alloc(3 * MEGABYTE - 1.6 * size, 1))
    const { code, errors } = await runServer({ ...run, args: ['backup', join(disk.folder, 'copy.db')] })
    expect(errors).toMatch(/The backup may take .+ left\. Free some space, or choose another disk\./)
    expect(code).toBe(1)
    expect((await readdir(disk.seenFromHere)).filter((name) => name.includes('copy'))).toEqual([])
  })
})

describe('what may not be written', () => {
  test.each([
    ['a disk', (disk: SmallDisk) => disk.mount('-o', 'remount,ro', disk.folder)],
    [
      'a database file',
      async (disk: SmallDisk) => {
        const file = join(disk.folder, 'analytics.db')
        await disk.mount('--bind', file, file)
        await disk.mount('-o', 'remount,bind,ro', file)
      },
    ],
  ])('%s stops the start, with one clear line and exit code 1', async (_, makeReadOnly) => {
    const disk = await makeSmallDisk(4 * MEGABYTE)
    const run = { cwd: tmpdir(), env: settingsOn(disk), within: disk.within }
    await runServer({ ...run, args: ['migrate'] })
    await makeReadOnly(disk)
    const { code, errors } = await runServer(run)
    expect(errors).toMatch(/^The database may not be written\. Give the user .* right to write .*analytics\.db.*\n$/)
    expect(code).toBe(1)
  })
})

test('a thread that dies is replaced: what was acknowledged is there, and no other server gets the database', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-failures-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const env = { PORT: '0' }
  const fault = new URL('./support/thread-fault.mjs', import.meta.url)
  const server = spawnServer({ cwd, env: { ...env, NODE_OPTIONS: `--import=${fault}` } })
  const url = await addressOf(server)
  const faults = () => server.output().split('a thread of the database died').length - 1

  const acknowledged: Sent[] = []
  let isEnough = false
  const sending = Array.from({ length: 4 }, async () => {
    while (!isEnough) {
      const events = makeEvents(5)
      const response = await send(url, events)
      expect([200, 503]).toContain(response.status)
      if (response.status === 200) acknowledged.push(...events)
    }
  })
  for (let round = 1; round <= 3; round++) {
    const before = acknowledged.length
    await expect.poll(() => acknowledged.length).toBeGreaterThan(before)
    const died = faults()
    // Again where it came while the threads that took the place of others were still starting.
    const isOneMore = () => faults() > died || !server.process.kill('SIGUSR2')
    await expect.poll(isOneMore, { interval: 500 }).toBe(true)
  }
  const before = acknowledged.length
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before)
  isEnough = true
  await Promise.all(sending)

  const second = await runServer({ cwd, env })
  expect(second).toMatchObject({
    code: 1,
    errors: expect.stringContaining(`in use by process ${server.process.pid} on `),
  })
  for (let first = 0; first < acknowledged.length; first += 100) {
    const again = acknowledged.slice(first, first + 100)
    expect(await tallyOf(await send(url, again))).toMatchObject({ accepted: 0, duplicates: again.length })
  }
  expect((await examine({ cwd, env })).findings).toEqual([])
  server.process.kill('SIGTERM')
  expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
  const next = spawnServer({ cwd, env })
  expect(await generationsAt(await addressOf(next))).toBeGreaterThanOrEqual(acknowledged.length)
})
