import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from './run.js'

export type SmallDisk = {
  /** Where programs that run within it see it. */
  folder: string
  /** Where the test sees it. For plain files only: SQLite would follow the link, and end up outside. */
  seenFromHere: string
  /** The command that runs another one within it. */
  within: string[]
  /** Mounts something within it. */
  mount(...args: string[]): Promise<void>
}

/**
 * A file system of its own in memory, of some bytes, that only programs within it see: it goes with the test. Needs Linux
 * with util-linux, and as another user than root the right to user namespaces.
 */
export async function makeSmallDisk(bytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'son1k-disk-'))
  const isRoot = process.getuid?.() === 0
  const holder = spawn('unshare', [
    ...(isRoot ? [] : ['--user', '--map-root-user']),
    '--mount',
    'sh',
    '-c',
    'mount -t tmpfs -o size="$1" tmpfs "$0" && echo mounted && exec cat',
    folder,
    String(bytes),
  ])
  onTestFinished(async () => {
    holder.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  let errors = ''
  holder.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const started = await Promise.race([once(holder.stdout, 'data'), once(holder, 'close'), once(holder, 'error')])
  if (!String(started[0]).startsWith('mounted'))
    throw new Error(
      `This test needs a file system of its own, and this machine does not allow one: ${started[0]} ${errors}`,
    )
  const within = [
    'nsenter',
    '--target',
    String(holder.pid),
    ...(isRoot ? [] : ['--user', '--preserve-credentials']),
    '--mount',
  ]
  return {
    folder,
    seenFromHere: `/proc/${holder.pid}/root${folder}`,
    within,
    mount: (...args) => run([...within, 'mount', ...args]),
  }
}
