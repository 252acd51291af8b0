/** A long task on the whole database, or on a person of the app that the request is about. */
export type MaintenanceTask =
  /** Makes the sums anew from the raw events, by default all; `fromDate` such as `2026-11-01`. */
  | { task: 'rebuild'; fromDate?: string | undefined }
  /** Takes away what is older than is kept, as every day; `dryRun` only counts it. */
  | { task: 'prune'; dryRun?: boolean | undefined }
  /** Takes a person out of everything. */
  | { task: 'erase'; userId: string }

export const MAINTENANCE_STATES = ['running', 'done', 'failed'] as const

/** How far a part of a task is. */
export type MaintenanceProgress = { part: string; done: number; total: number }

/** What a task has done. `bytes`: by which the file got smaller; null where the database doesn't tell. */
export type MaintenanceOutcome =
  | { task: 'rebuild' }
  | {
      task: 'prune'
      dryRun: boolean
      /** As the server has it; apps may have a number of their own. */
      retentionDays: number
      /** As the server has it; 0: prompts are kept as long as the rest. */
      promptRetentionDays: number
      days: number
      events: number
      sessions: number
      /** Events that stay without their prompts, and local days of which the sums don't tell some, or any, from then on. */
      prompts: number
      promptDays: number
      bytes: number | null
    }
  | { task: 'erase'; events: number; sessions: number }

/** The number of a task. */
export type MaintenanceInput = { id: number }

/** How a task stands. */
export type Maintenance = {
  id: number
  task: MaintenanceTask['task']
  state: (typeof MAINTENANCE_STATES)[number]
  /** Of the parts that were begun, in their order. */
  progress: MaintenanceProgress[]
  /** Null until it is done. */
  outcome: MaintenanceOutcome | null
  /** Why it failed. */
  problem: string | null
}
