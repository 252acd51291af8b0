import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(import.meta.url)
const program = require.resolve('@son1k/server/dist/main.js')

export type ServerProcess = {
  origin: string
  /** As a power cut does: no time to write anything. */
  kill(): Promise<void>
  /** As an operator does. Rejects when the server does not end well. */
  stop(): Promise<void>
}

/**
 * Starts the built server and waits until its first log line says where it listens.
 * @param settings environment variables, such as `PORT`
 */
export async function startServerProcess(settings: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const exited = once(child, 'exit')
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const origin = /listening on (https?:\/\/[^\s"]+)/.exec(line)?.[1]
      if (origin) resolve(origin)
    })
  })
  const origin = await Promise.race([listening, exited.then(() => undefined)])
  if (origin === undefined) throw new Error(`The server ended before it listened. ${errors}`)

  return {
    origin,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      if (!isRunning(child)) return
      child.kill('SIGTERM')
      await exited
      if (child.exitCode !== 0)
        throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}. ${errors}`)
    },
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}
