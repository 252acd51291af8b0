import {
  type AccessToken,
  type AlertRule,
  type AlertTest,
  type App,
  alertInputSchema,
  type BatchResult,
  changeAppInputSchema,
  createAlertInputSchema,
  createAppInputSchema,
  createTokenInputSchema,
  importInputSchema,
  type Maintenance,
  maintenanceInputSchema,
  maintenanceTaskSchema,
  type NameSynonym,
  type NewAccessToken,
  type NewAlertRule,
  namesInputSchema,
  setNamesInputSchema,
  tokenInputSchema,
} from '@son1k/contract'
import { changeApp } from './admin/change-app.js'
import { createAlert } from './admin/create-alert.js'
import { createApp } from './admin/create-app.js'
import { createToken } from './admin/create-token.js'
import { importEvents } from './admin/import-events.js'
import { listAlerts } from './admin/list-alerts.js'
import { listApps } from './admin/list-apps.js'
import { listNames } from './admin/list-names.js'
import { listTokens } from './admin/list-tokens.js'
import { readMaintenance } from './admin/read-maintenance.js'
import { removeAlert } from './admin/remove-alert.js'
import { revokeToken } from './admin/revoke-token.js'
import { rotateToken } from './admin/rotate-token.js'
import { setNames } from './admin/set-names.js'
import { startMaintenance } from './admin/start-maintenance.js'
import { testAlert } from './admin/test-alert.js'
import { adminProcedure } from './trpc.js'

export const admin = {
  apps: adminProcedure.query(({ ctx }): Promise<App[]> => listApps(ctx)),
  createApp: adminProcedure
    .input(createAppInputSchema)
    .mutation(({ ctx, input }): Promise<App> => createApp(ctx, input)),
  changeApp: adminProcedure
    .input(changeAppInputSchema)
    .mutation(({ ctx, input }): Promise<App> => changeApp(ctx, input)),
  tokens: adminProcedure.query(({ ctx }): Promise<AccessToken[]> => listTokens(ctx)),
  createToken: adminProcedure
    .input(createTokenInputSchema)
    .mutation(({ ctx, input }): Promise<NewAccessToken> => createToken(ctx, input)),
  rotateToken: adminProcedure
    .input(tokenInputSchema)
    .mutation(({ ctx, input }): Promise<NewAccessToken> => rotateToken(ctx, input)),
  revokeToken: adminProcedure
    .input(tokenInputSchema)
    .mutation(({ ctx, input }): Promise<AccessToken> => revokeToken(ctx, input)),
  alerts: adminProcedure.query(({ ctx }): Promise<AlertRule[]> => listAlerts(ctx)),
  createAlert: adminProcedure
    .input(createAlertInputSchema)
    .mutation(({ ctx, input }): Promise<NewAlertRule> => createAlert(ctx, input)),
  removeAlert: adminProcedure
    .input(alertInputSchema)
    .mutation(({ ctx, input }): Promise<{ removed: true }> => removeAlert(ctx, input)),
  testAlert: adminProcedure
    .input(alertInputSchema)
    .mutation(({ ctx, input }): Promise<AlertTest> => testAlert(ctx, input)),
  names: adminProcedure
    .input(namesInputSchema)
    .query(({ ctx, input }): Promise<NameSynonym[]> => listNames(ctx, input)),
  setNames: adminProcedure
    .input(setNamesInputSchema)
    .mutation(({ ctx, input }): Promise<NameSynonym[]> => setNames(ctx, input)),
  importEvents: adminProcedure
    .input(importInputSchema)
    .mutation(({ ctx, input }): Promise<BatchResult> => importEvents(ctx, input)),
  startMaintenance: adminProcedure
    .input(maintenanceTaskSchema)
    .mutation(({ ctx, input }): Maintenance => startMaintenance(ctx, input)),
  maintenance: adminProcedure
    .input(maintenanceInputSchema)
    .query(({ ctx, input }): Maintenance => readMaintenance(ctx, input)),
}
