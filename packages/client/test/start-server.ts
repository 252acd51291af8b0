import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))

/** Starts the built server on a database of its own. It goes away with the test. @returns its address */
export async function startServer(environment: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-client-'))
  const server = spawn(process.execPath, [main, 'serve'], {
    env: { PORT: '0', DATABASE_URL: `file:${join(folder, 'analytics.db')}`, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  onTestFinished(async () => {
    server.kill()
    await exited
    await rm(folder, { recursive: true })
  })
  for await (const line of createInterface(server.stdout)) {
    const address = /listening on (http:\/\/[^"]+)/.exec(line)?.[1]
    if (address) {
      server.stdout.resume()
      return address
    }
  }
  throw new Error('The server ended before it listened: build it by `turbo run build --filter=@son1k/server`')
}
