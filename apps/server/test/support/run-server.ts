import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export type RunningServer = { process: ChildProcess; output: () => string; errors: () => string }
export type Ended = { code: number | null; output: string; errors: string }
export type Run = {
  args?: string[]
  env?: Record<string, string>
  cwd: string
  /** The command that runs it, as the first words of its own. */
  within?: string[]
}

/** Starts the built program with these settings and nothing else. It is ended with the test. */
export function spawnServer({ args = ['serve'], env = {}, cwd, within = [] }: Run): RunningServer {
  const [command = process.execPath, ...rest] = [...within, process.execPath, main, ...args]
  const child = spawn(command, rest, { cwd, env })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  return { process: child, output: () => output, errors: () => errors }
}

/** Runs the built program to its end. */
export async function runServer(run: Run): Promise<Ended> {
  const server = spawnServer(run)
  return ended(server)
}

/** Waits until it has ended. */
export async function ended({ process: child, output, errors }: RunningServer): Promise<Ended> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
  return { code: child.exitCode, output: output(), errors: errors() }
}

/** Waits until it listens, and reads where from its log, which may come after what else it prints. */
export async function addressOf({ output, errors }: RunningServer): Promise<string> {
  return vi.waitFor(
    () => {
      const url = /"msg":"listening on (http[^"]+)"/.exec(output())?.[1]
      if (url === undefined) throw new Error(`it does not listen: ${output()}${errors()}`)
      return url
    },
    { timeout: 50_000, interval: 50 },
  )
}
