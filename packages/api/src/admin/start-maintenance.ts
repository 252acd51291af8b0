import type { Maintenance, MaintenanceTask } from '@son1k/contract'
import type { Context } from '../context.js'

/** Starts a long task: `admin.maintenance` tells how it stands. */
export const startMaintenance = ({ tasks, appId, actor }: Context, task: MaintenanceTask): Maintenance =>
  tasks.start(task, { appId, actor })
