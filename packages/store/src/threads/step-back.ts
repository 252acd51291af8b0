import { readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { basename } from 'node:path'

/** A nice value of 5 more: where both want a processor, the others get three times as much of it. */
const STEPS = 5
const LEAST_URGENT = 19

/**
 * Lets this thread, and no other of the process, step back where processors are short: who sends an event doesn't wait for
 * a question. Only Linux knows priorities of threads; elsewhere nothing changes.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')))
    setPriority(thread, Math.min(LEAST_URGENT, getPriority(thread) + STEPS))
  } catch {
    // A container may have no /proc, or forbid it: then all threads are alike.
  }
}
