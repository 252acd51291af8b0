import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { dataOf } from './support/data-of.js'
import { dumpTables, rowsOf } from './support/dump-tables.js'
import { complaintOf } from './support/fuzz/complaint-of.js'
import { type HostileRequest, hostileRequests, toWire } from './support/fuzz/hostile-requests.js'
import { type Answer, KeepAlive } from './support/fuzz/keep-alive.js'
import { addressesAsTargets, OTHER_TARGETS, proceduresAsTargets } from './support/fuzz/targets.js'
import { addressOf, ended, spawnServer } from './support/run-server.js'

/** All in all; more where somebody looks for longer. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 100_000)
/** Of which this many are made together. */
const AT_ONCE = 100
/** So many that their events share commits. */
const CONNECTIONS = 32
const MEGABYTE = 1024 * 1024
const MOST_GROWTH_BYTES = 150 * MEGABYTE
const MINUTES = 60_000

/** What takes acknowledged events away. */
const ERASING = ['/trpc/privacy.eraseUser', '/trpc/admin.startMaintenance']

/** What the server said that it has stored. */
type Acknowledged = { events: number; apps: number; tokens: number; single: Set<string> }

test(
  'whatever is sent to it, a server refuses or does it as it says: it never fails, tells nothing, grows no fatter, and stores nothing that it refused',
  async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'son1k-fuzz-'))
    onTestFinished(() => rm(cwd, { recursive: true, force: true }))
    const admin = 'a-long-admin-token-of-the-environment'
    const reader = 'a-long-read-token-of-the-environment'
    const server = spawnServer({
      cwd,
      env: {
        PORT: '0',
        DATABASE_URL: 'file:fuzzed.db',
        ADMIN_TOKEN: admin,
        READ_TOKEN: reader,
        NODE_OPTIONS: `--import=${new URL('./support/watch-prototypes.mjs', import.meta.url)}`,
      },
    })
    const url = await addressOf(server)
    const authorization = `Bearer ${admin}`
    const made = await fetch(`${url}/trpc/admin.createToken`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ right: 'track', app: 'default' }),
    })
    const { secret: write } = await dataOf(made)
    const targets = [
      // What it takes away was acknowledged before: then nothing could be counted.
      ...proceduresAsTargets().filter(({ path }) => !ERASING.includes(path)),
      ...addressesAsTargets(await (await fetch(`${url}/api/openapi.json`)).json()),
      ...OTHER_TARGETS,
    ]
    const requests = hostileRequests(targets, [admin, admin, reader, write, 'son1k_read_that-nobody-made'])
    const rssBytes = async () => {
      const status = await (await fetch(`${url}/trpc/system.status`, { headers: { authorization } })).text()
      return Number(/"rssBytes":(\d+)/.exec(status)?.[1])
    }

    const acknowledged: Acknowledged = { events: 0, apps: 1, tokens: 1, single: new Set() }
    const complaints: string[] = []
    const statuses = new Map<number, number>()
    const port = Number(new URL(url).port)
    async function sendAll(count: number): Promise<void> {
      const connections = Array.from({ length: CONNECTIONS }, () => new KeepAlive(port))
      const seed = randomInt(2 ** 31)
      const waiting = sampled(requests, { seed, count })
      const sendSome = async (connection: KeepAlive) => {
        // The first that leaves the loop ends it for all.
        for (const request of waiting) {
          const answer = await connection
            .ask(toWire(request), request.method === 'HEAD')
            .catch((error: unknown) => error)
          const complaint = isAnswer(answer) ? complaintOf(request, answer) : String(answer)
          if (complaint !== undefined) complaints.push(`${complaint}\n${describe(request, answer)}`)
          if (complaints.length > 0 || !isAnswer(answer)) return
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
          note(request, answer, acknowledged)
        }
      }
      await Promise.all(connections.map(sendSome))
      for (const connection of connections) connection.close()
      expect({ complaint: complaints[0], seed }).toEqual({ complaint: undefined, seed })
    }

    await sendAll(REQUESTS / 4)
    const warm = await rssBytes()
    await sendAll((REQUESTS / 4) * 3)
    const sent = [...statuses.values()].reduce((sum, count) => sum + count, 0)
    expect(sent).toBeGreaterThanOrEqual(REQUESTS)
    expect((await rssBytes()) - warm).toBeLessThan(MOST_GROWTH_BYTES)
    // It was not only refused.
    for (const status of [200, 400, 401, 403, 404, 405, 413, 415])
      expect(statuses.get(status)).toBeGreaterThan(REQUESTS / 10_000)
    expect(acknowledged.single.size).toBeGreaterThan(REQUESTS / 100)

    server.process.kill('SIGTERM')
    expect(await ended(server)).toMatchObject({ code: 0, errors: '' })
    expect(server.output()).not.toMatch(/"level":(50|60)/)
    const tables = await dumpTables(join(cwd, 'fuzzed.db'))
    expect({
      events: rowsOf(tables, 'event').length,
      apps: rowsOf(tables, 'app').length,
      tokens: rowsOf(tables, 'token').length,
    }).toEqual({
      events: acknowledged.events + acknowledged.single.size,
      apps: acknowledged.apps,
      tokens: acknowledged.tokens,
    })
  },
  20 * MINUTES,
)

/** Adds what an answer says was stored. */
function note({ method, path }: HostileRequest, { status, body }: Answer, acknowledged: Acknowledged): void {
  if (method !== 'POST' || status !== 200) return
  for (const [, count] of body.matchAll(/"accepted":(\d+)/g)) acknowledged.events += Number(count)
  for (const [, id = ''] of body.matchAll(/"(?:event_?id|interaction_?id|session_?id)":"([^"]+)"/gi))
    acknowledged.single.add(id)
  // What was stored and taken away again is there no more.
  if (/^\/trpc\/privacy\.eraseUser\b/.test(path)) acknowledged.events -= Number(/"events":(\d+)/.exec(body)?.[1] ?? 0)
  acknowledged.tokens += body.split('"secret":"').length - 1
  if (/^\/trpc\/admin\.createApp\b/.test(path) && body.includes('"requiresKey":')) acknowledged.apps++
}

/** One after another, as somebody asks for them: an array of them takes twice the time to make. */
function* sampled(
  requests: fc.Arbitrary<HostileRequest>,
  { seed, count }: { seed: number; count: number },
): Generator<HostileRequest, void> {
  for (let made = 0; made < count; made += AT_ONCE)
    yield* fc.sample(requests, { seed: seed + made, numRuns: Math.min(AT_ONCE, count - made) })
}

const isAnswer = (answer: unknown): answer is Answer =>
  typeof answer === 'object' && answer !== null && 'isClosing' in answer

function describe(request: HostileRequest, answer: unknown): string {
  const sent = `--- sent:\n${toWire(request).subarray(0, 4_000).toString('latin1')}`
  if (!isAnswer(answer)) return sent
  const { status, headers, body } = answer
  const head = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return `${sent}\n--- answered:\n${status}\n${head}\n\n${body.slice(0, 2_000)}`
}
