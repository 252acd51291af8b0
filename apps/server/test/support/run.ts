import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs a command to its end. Rejects where it fails, with what it said. */
export async function run([command = '', ...args]: string[]): Promise<void> {
  await promisify(execFile)(command, args)
}
