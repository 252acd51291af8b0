import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { EVENT_TYPES } from '@son1k/contract'
import { expect, onTestFinished, test } from 'vitest'
import { dumpTables, rowsOf, type Tables } from './support/dump-tables.js'
import { lasting } from './support/lasting.js'
import { addressOf, ended, type Run, runServer, spawnServer } from './support/run-server.js'
import { sessionsOfEvents, storedSessions } from './support/sessions-of-events.js'
import { Traffic } from './support/traffic.js'

const KILLS = 24

test('a server that is killed again and again under load has all that it acknowledged, once, and sums and sessions of just that', {
  timeout: 300_000,
}, async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'son1k-kill-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const run = { cwd, env: { PORT: '0', DATABASE_URL: 'file:killed.db' } }
  const traffic = new Traffic()
  for (let kill = 0; kill < KILLS; kill++) await killOnce(kill, run, traffic)
  expect(traffic.complaints).toEqual([])
  const { acknowledged, unsure } = traffic
  expect(acknowledged.size).toBeGreaterThan(1_000)
  expect(unsure.size).toBeGreaterThan(0)

  const last = spawnServer(run)
  const url = await addressOf(last)
  expect(await traffic.sendAgain(url, acknowledged)).toEqual({ accepted: 0, duplicates: acknowledged.size })
  const { accepted, duplicates } = await traffic.sendAgain(url, unsure)
  expect(accepted + duplicates).toBe(unsure.size)
  last.process.kill('SIGTERM')
  expect(await ended(last)).toMatchObject({ code: 0, errors: '' })

  const stored = await dumpTables(join(cwd, 'killed.db'))
  expect(storedEvents(stored, traffic)).toEqual(sentEvents(traffic))
  expect(storedSessions(stored)).toEqual(sessionsOfEvents(stored))
  expect(await runServer({ ...run, args: ['rebuild'] })).toMatchObject({ code: 0 })
  expect(lasting(await dumpTables(join(cwd, 'killed.db')))).toEqual(lasting(stored))
})

/** At a random moment: mostly under load; also while the program starts, stops or makes the sums anew. */
async function killOnce(kill: number, run: Run, traffic: Traffic): Promise<void> {
  const program = spawnServer(kill % 8 === 5 ? { ...run, args: ['rebuild'] } : run)
  const die = () => program.process.kill('SIGKILL')
  switch (kill % 8) {
    case 3:
    case 5:
      await setTimeout(randomInt(900))
      die()
      break
    case 7:
      await traffic.drive(await addressOf(program), (count) => void (count > 50 && program.process.kill('SIGTERM')))
      await setTimeout(randomInt(20))
      die()
      break
    default: {
      const most = randomInt(1, 1_500)
      await traffic.drive(await addressOf(program), (count) => void (count >= most && die()))
    }
  }
  await ended(program)
}

type Told = { id: string; type: string; user: string | undefined; session: string | undefined }
const byId = (events: Told[]) => events.toSorted((a, b) => (a.id < b.id ? -1 : 1))

const sentEvents = ({ sent }: Traffic): Told[] =>
  byId([...sent.values()].map(({ id, type, userId, sessionId }) => ({ id, type, user: userId, session: sessionId })))

/** The stored events, but for those that the server made itself: ends of sessions that were ended by their ids. */
function storedEvents(tables: Tables, { sent }: Traffic): Told[] {
  const users = new Map(rowsOf(tables, 'user').map(({ id, external_id }) => [id, String(external_id)]))
  const sessions = new Map(rowsOf(tables, 'session').map(({ id, uuid }) => [id, asUuid(uuid)]))
  const events = rowsOf(tables, 'event').map(({ uuid, type, user_id, session_id }) => ({
    id: asUuid(uuid),
    type: EVENT_TYPES[Number(type) - 1] ?? '',
    user: users.get(user_id ?? null),
    session: sessions.get(session_id ?? null),
  }))
  return byId(events.filter(({ id, type }) => sent.has(id) || type !== 'session.end'))
}

const asUuid = (bytes: unknown) => String(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
