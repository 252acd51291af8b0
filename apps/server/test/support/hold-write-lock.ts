import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('../../../../packages/store/test/programs/hold-write-lock.mjs', import.meta.url))

/** Another program that holds the right to write a database. @returns what makes it let go */
export async function holdWriteLock(path: string): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, [program, `file:${path}`], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  return async () => {
    const exit = once(holder, 'exit')
    holder.stdin.end()
    await exit
  }
}
