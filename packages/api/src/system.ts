import type { Alerts, Health, SystemStatus } from '@son1k/contract'
import { checkHealth } from './status/check-health.js'
import { describeSystem } from './status/describe-system.js'
import { publicProcedure, readProcedure } from './trpc.js'

export const system = {
  health: publicProcedure.query(({ ctx }): Promise<Health> => checkHealth(ctx)),
  status: readProcedure.query(({ ctx }): Promise<SystemStatus> => describeSystem(ctx)),
  alerts: readProcedure.query(({ ctx }): Promise<Alerts> => ctx.store.alerts.read(ctx.appId)),
}
