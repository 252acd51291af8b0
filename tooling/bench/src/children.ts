import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export type Child = {
  pid: number
  url: string
  /** Asks it to end, and waits until it has; kills it when it has not after 15 s. */
  stop(): Promise<void>
}

export type ChildOptions = { env?: Record<string, string>; cwd?: string }

/**
 * Starts a Node program that listens on a free port of the loopback and prints it.
 * @throws when it ends, or prints no port within 60 s; the message has what it wrote to stderr
 */
export async function startListening(file: string, args: string[], options: ChildOptions = {}): Promise<Child> {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutSettings(), ...options.env },
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-2_000)
  })

  const lines = createInterface({ input: child.stdout })
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${basename(file)} ${why}. It said: ${errors.trim() || 'nothing'}`))
    const timeout = setTimeout(() => fail('printed no port within 60 s'), 60_000)
    child.once('exit', (code) => fail(`ended with exit code ${code}`))
    lines.on('line', (line) => {
      const found = findPort(line)
      if (found === undefined) return
      clearTimeout(timeout)
      resolve(found)
    })
  }).catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  return { pid: child.pid ?? 0, url: `http://127.0.0.1:${port}`, stop: () => stop(child) }
}

/** Runs a program of this package to its end, and answers what it printed. */
export async function runToEnd(file: string, args: string[]): Promise<string> {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutSettings(),
  })
  running.add(child)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const [code] = await once(child, 'close')
  running.delete(child)
  if (code !== 0) throw new Error(`${basename(file)} ended with exit code ${code}: see above.`)
  return output
}

/** The file of a program of this package, by its path below `src` without extension. */
export const programFile = (name: string) => fileURLToPath(new URL(`./${name}.js`, import.meta.url))

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timeout = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await exited
  clearTimeout(timeout)
}

/** The server is measured with the settings it has by default, whatever this shell has set. */
function withoutSettings(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG']
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function findPort(line: string): number | undefined {
  const found = /127\.0\.0\.1:(\d+)|localhost:(\d+)|"port":(\d+)/.exec(line)
  return found ? Number(found[1] ?? found[2] ?? found[3]) : undefined
}
