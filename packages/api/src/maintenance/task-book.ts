import {
  AnalyticsError,
  type Maintenance,
  type MaintenanceOutcome,
  type MaintenanceProgress,
  type MaintenanceTask,
} from '@son1k/contract'
import type { Store } from '@son1k/store'
import { toAnalyticsError } from '../errors.js'

/** Who asks, in words that the audit keeps, and about which app. */
type Asked = { appId: number; actor: string }

/** The long tasks that administrators have started, and how each stands. */
export type TaskBook = {
  /** Starts a task, which goes on when whoever asked has gone. @throws AnalyticsError `OVERLOADED` where too many run */
  start(task: MaintenanceTask, asked: Asked): Maintenance
  /** @throws AnalyticsError `NOT_FOUND` for one that there never was, or that ended long ago */
  read(id: number): Maintenance
}

type TaskBookOptions = {
  store: Pick<Store, 'rebuild' | 'prune' | 'people'>
  /** Days that raw events are kept for; 0 keeps them for ever. */
  retentionDays: number
  promptRetentionDays?: number | undefined
  /** Called where a task failed of something that only the log may tell. */
  onError: (error: unknown) => void
}

const MOST_RUNNING = 10
/** Ended ones that can still be asked for. */
const MOST_KEPT = 100
const RETRY_AFTER_SECONDS = 30

export function createTaskBook({ store, retentionDays, promptRetentionDays = 0, onError }: TaskBookOptions): TaskBook {
  const tasks = new Map<number, Maintenance>()
  let lastId = 0

  async function run(
    task: MaintenanceTask,
    { appId, actor }: Asked,
    onProgress: (progress: MaintenanceProgress) => void,
  ): Promise<MaintenanceOutcome> {
    switch (task.task) {
      case 'rebuild':
        await store.rebuild({ fromDate: task.fromDate, onProgress })
        return { task: 'rebuild' }
      case 'prune': {
        const { dryRun = false } = task
        const report = await store.prune({ retentionDays, promptRetentionDays, dryRun, ...(!dryRun && { onProgress }) })
        return { task: 'prune', dryRun, retentionDays, promptRetentionDays, ...report }
      }
      case 'erase':
        return { task: 'erase', ...(await store.people.eraseUser({ appId, userId: task.userId, actor })) }
    }
  }

  function makeRoom(): void {
    const all = [...tasks.values()]
    if (all.filter(({ state }) => state === 'running').length >= MOST_RUNNING)
      throw new AnalyticsError('OVERLOADED', `${MOST_RUNNING} tasks run or wait already: start this one later`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      })
    const oldest = all.find(({ state }) => state !== 'running')
    if (all.length >= MOST_KEPT && oldest !== undefined) tasks.delete(oldest.id)
  }

  return {
    start(task, asked) {
      makeRoom()
      const id = ++lastId
      const change = (changed: Partial<Maintenance>) => {
        const known = tasks.get(id)
        if (known !== undefined) tasks.set(id, { ...known, ...changed })
      }
      const progress = new Map<string, MaintenanceProgress>()
      const started: Maintenance = { id, task: task.task, state: 'running', progress: [], outcome: null, problem: null }
      tasks.set(id, started)
      run(task, asked, (each) => {
        progress.set(each.part, each)
        change({ progress: [...progress.values()] })
      }).then(
        (outcome) => change({ state: 'done', outcome }),
        (thrown: unknown) => {
          if (!(thrown instanceof AnalyticsError)) onError(thrown)
          change({ state: 'failed', problem: toAnalyticsError(thrown, `task ${id}`).message })
        },
      )
      return started
    },
    read(id) {
      const known = tasks.get(id)
      if (known !== undefined) return known
      throw new AnalyticsError('NOT_FOUND', `There is no task ${id}: it ended long ago, or the server started since`)
    },
  }
}
