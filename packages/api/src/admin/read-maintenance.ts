import type { Maintenance, MaintenanceInput } from '@son1k/contract'
import type { Context } from '../context.js'

/** How a long task stands. */
export const readMaintenance = ({ tasks }: Context, { id }: MaintenanceInput): Maintenance => tasks.read(id)
