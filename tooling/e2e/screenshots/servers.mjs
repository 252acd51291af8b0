import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = createRequire(import.meta.url).resolve('@son1k/server/dist/main.js')
/** Twice what is shown, for what is compared. */
const DEMO_DAYS = 60

/**
 * The servers that are photographed: one with sample data, which are the same for the same days whenever they are
 * made, an empty one, and one that asks for tokens.
 * @returns their origins, and what ends them
 */
export async function startServers({ adminToken }) {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-screenshots-'))
  const demo = `file:${join(folder, 'demo.db')}`
  const { status } = spawnSync(process.execPath, [
    program,
    'demo-data',
    '--database',
    demo,
    '--days',
    String(DEMO_DAYS),
  ])
  if (status !== 0) throw new Error('The sample data could not be made.')
  const servers = [
    await serve({ DATABASE_URL: demo }),
    await serve({ DATABASE_URL: `file:${join(folder, 'empty.db')}` }),
    await serve({ DATABASE_URL: `file:${join(folder, 'closed.db')}`, ADMIN_TOKEN: adminToken }),
  ]
  const [demoOrigin, emptyOrigin, closedOrigin] = servers.map(({ origin }) => origin)
  return {
    origins: { demo: demoOrigin, empty: emptyOrigin, closed: closedOrigin },
    async stop() {
      await Promise.all(servers.map(({ stop }) => stop()))
      await rm(folder, { recursive: true })
    },
  }
}

async function serve(settings) {
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { PATH: process.env.PATH, PORT: '0', TIME_ZONE: 'UTC', LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const origin = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`A server ended with ${code} before it listened.`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /listening on (https?:\/\/[^\s"]+)/.exec(line) ?? []
      if (found) resolve(found)
    })
  })
  return {
    origin,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}
