import type { CreateAlertInput, NewAlertRule } from '@son1k/contract'
import type { Context } from '../context.js'

/** Makes an alert. This answer is the only one that has the secret of its webhook. */
export const createAlert = ({ store, appId }: Context, input: CreateAlertInput): Promise<NewAlertRule> =>
  store.alerts.create(appId, input)
