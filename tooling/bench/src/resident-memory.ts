import { readFileSync } from 'node:fs'

/**
 * The memory of a process that is in RAM, in megabytes.
 * @throws where the system has no /proc
 */
export function residentMegabytes(pid: number): number {
  const status = readStatus(pid)
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kibibytes === undefined) throw new Error(`Process ${pid} has ended.`)
  return (Number(kibibytes) * 1024) / 1_000_000
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch (error) {
    throw new Error('The memory of a process can be read on Linux only.', { cause: error })
  }
}
