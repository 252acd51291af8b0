import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type ServerProcess, startServerProcess } from './server-process.js'

export type TestServer = {
  /** `http://127.0.0.1:…`, the same after a restart. */
  readonly origin: string
  kill(): Promise<void>
  /** Starts it again, on the same port and the same database. */
  restart(): Promise<void>
}

/** The built server on an empty database of its own, on a free port, until the test ends. */
export async function startServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-e2e-'))
  const start = (port: string) =>
    startServerProcess({
      PORT: port,
      DATABASE_URL: `file:${join(folder, 'analytics.db')}`,
      TIME_ZONE: 'UTC',
      ...settings,
    })
  let running: ServerProcess = await start('0')
  const { origin } = running
  onTestFinished(async () => {
    await running.stop()
    await rm(folder, { recursive: true })
  })
  return {
    origin,
    kill: () => running.kill(),
    async restart() {
      running = await start(new URL(origin).port)
    },
  }
}
