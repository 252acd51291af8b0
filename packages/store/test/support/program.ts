import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A program of `test/programs`, running in a process of its own, which ends with the test at the latest. */
export type Program = {
  process: ChildProcess
  output: () => string
  errors: () => string
  /** The exit code, or the name of the signal that ended it. */
  ended: Promise<number | string | null>
}

export function startProgram(name: string, ...args: string[]): Program {
  const file = fileURLToPath(new URL(`../programs/${name}.mjs`, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { process: child, output: () => output, errors: () => errors, ended }
}
