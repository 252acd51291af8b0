import type { Health, SystemStatus } from '@son1k/contract'
import { checkHealth } from './status/checkHealth.js'
import { describeSystem } from './status/describeSystem.js'
import { publicProcedure, readProcedure } from './trpc.js'

export const system = {
  health: publicProcedure.query(({ ctx }): Promise<Health> => checkHealth(ctx)),
  status: readProcedure.query(({ ctx }): Promise<SystemStatus> => describeSystem(ctx)),
}
