import type { AlertRule } from '@son1k/contract'
import type { Context } from '../context.js'

/** The alerts of an app, in the order that they were made, and how each stands. */
export const listAlerts = ({ store, appId }: Context): Promise<AlertRule[]> => store.alerts.list(appId)
