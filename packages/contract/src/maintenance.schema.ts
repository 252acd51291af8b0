import { z } from 'zod'
import { wrong } from './issues.js'
import type { MaintenanceInput, MaintenanceTask } from './maintenance.js'
import { userIdSchema } from './privacy.schema.js'

const whole = wrong('must be a JSON object')

export const maintenanceTaskSchema: z.ZodType<MaintenanceTask, MaintenanceTask> = z.discriminatedUnion(
  'task',
  [
    z.strictObject({
      task: z.literal('rebuild'),
      fromDate: z
        .string()
        .regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-11-01')
        .optional(),
    }),
    z.strictObject({ task: z.literal('prune'), dryRun: z.boolean('must be true or false').optional() }),
    z.strictObject({ task: z.literal('erase'), userId: userIdSchema }),
  ],
  wrong('must be a JSON object whose task is rebuild, prune or erase'),
)

export const maintenanceInputSchema: z.ZodType<MaintenanceInput, MaintenanceInput> = z.strictObject(
  { id: z.number(wrong('must be the number of a task')).int('must be the number of a task') },
  whole,
)
