import { setTimeout } from 'node:timers/promises'
import type { Maintenance, MaintenanceOutcome, MaintenanceProgress, MaintenanceTask } from '@son1k/contract'
import type { Administration } from './administration.js'

const FIRST_LOOK_MS = 25
const LOOK_EVERY_MS = 200

type Outcome<Task extends MaintenanceTask> = Extract<MaintenanceOutcome, { task: Task['task'] }>

/**
 * Has a server do a long task, and waits for it. The server goes on with it when nobody waits any more.
 * @param onProgress called with what has changed of each part since the last look
 * @throws an error that says why it failed
 */
export async function runTask<Task extends MaintenanceTask>(
  { procedures: { admin } }: Administration,
  task: Task,
  onProgress: (progress: MaintenanceProgress) => void,
): Promise<Outcome<Task>> {
  const { id } = await admin.startMaintenance.mutate(task)
  const shown = new Map<string, number>()
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(2 * pauseMs, LOOK_EVERY_MS)) {
    await setTimeout(pauseMs)
    const { state, progress, outcome, problem }: Maintenance = await admin.maintenance.query({ id })
    for (const part of progress) {
      if (shown.get(part.part) !== part.done) onProgress(part)
      shown.set(part.part, part.done)
    }
    if (state === 'failed') throw new Error(problem ?? 'It failed: the log of the server says why')
    if (state === 'done' && isOf(task, outcome)) return outcome
  }
}

const isOf = <Task extends MaintenanceTask>(
  { task }: Task,
  outcome: MaintenanceOutcome | null,
): outcome is Outcome<Task> => outcome?.task === task
